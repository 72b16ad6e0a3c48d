#!/bin/sh
# The streaming door: the same app under uvicorn. On Lambda, the AWS Lambda Web Adapter starts it and forwards requests.
cd "$(dirname "$0")" || exit 1
exec python3 -m uvicorn --factory joblab.app:create_stream_app --host 127.0.0.1 --port "${AWS_LWA_PORT:-8080}" \
    --no-proxy-headers --no-access-log --log-level warning --timeout-graceful-shutdown 5
