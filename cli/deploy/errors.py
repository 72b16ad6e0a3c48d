"""What stops a command, in one line."""


class DeployError(Exception):
    """The command cannot go on; the message says why and what to do, and holds no secret."""
