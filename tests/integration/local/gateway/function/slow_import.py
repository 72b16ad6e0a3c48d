"""A Lambda function whose module takes too long to import."""

import time

time.sleep(30)


def handler(event: object, context: object) -> None:
    """Never reached."""
