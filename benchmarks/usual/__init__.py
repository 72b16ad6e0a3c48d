"""The same backend as it is usually written: boto3, requests, pydantic-settings; packaged as pip leaves it."""
