"""DataTasks for tests: the callback has run when the call returns."""


class InlineDataTasks:
    """Runs everything at once, on the real database.

    Attributes:
        failure: an exception to be met instead of the next work, e.g. a StorageError.
    """

    def __init__(self, database):
        self.database = database
        self.failure = None

    def read(self, work, *, owner, on_done, on_error, key=None):
        self._run(lambda: self.database.read(work), on_done, on_error)

    def write(self, work, *, owner, on_done, on_error):
        self._run(lambda: self.database.write(work), on_done, on_error)

    def compute(self, work, *, owner, on_done, on_error, key=None):
        self._run(work, on_done, on_error)

    def _run(self, work, on_done, on_error):
        failure, self.failure = self.failure, None
        try:
            if failure is not None:
                raise failure
            value = work()
        except Exception as exc:
            on_error(exc)
        else:
            on_done(value)
