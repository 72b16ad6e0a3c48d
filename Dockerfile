# The same app as a container, for machines without Lambda: the way back that docs/migration.md describes.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY api/requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY api/ .

USER nobody
EXPOSE 8080
# As api/run.sh starts it, but for everybody to reach: the load balancer is outside.
CMD ["python", "-m", "uvicorn", "--factory", "joblab.app:create_app", "--host", "0.0.0.0", "--port", "8080", "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "35"]
