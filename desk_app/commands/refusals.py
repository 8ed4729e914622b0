"""Why a command ends without doing what was asked."""


class RefusedError(Exception):
    """A wrong input; ``str`` of it is the sentence for the user. Nothing was written."""


class FailedError(Exception):
    """What was asked for is right but cannot be done; ``str`` of it is the sentence."""
