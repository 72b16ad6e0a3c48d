#!/bin/sh
# A worker's interpreter on a day when everything takes long.
sleep 3
exec python3 "$@"
