"""What stops a load, each in one line for people."""


class LoadError(Exception):
    """The load cannot go on; the message says why and what to do."""

    exit_code = 1


class InputError(LoadError):
    """The file as a whole cannot be read."""

    exit_code = 2


class BadRowError(Exception):
    """One row cannot be loaded; the message is its reason in the rejects file."""
