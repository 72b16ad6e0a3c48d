"""The entry point that AWS Lambda calls; packaged beside the folder `usual`."""

import importlib

lambda_handler = importlib.import_module("usual.app").handler
