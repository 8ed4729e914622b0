"""Windows in other processes."""

# A window in another process: says "ready", then what it hears, and lives until it is killed.
OTHER_WINDOW = """
import datetime as dt, sys
from PySide6.QtCore import QCoreApplication
from desk_app.telephone.receiver import CallReceiver
application = QCoreApplication([])
receiver = CallReceiver(now=lambda: dt.datetime.now(dt.UTC))
receiver.call_received.connect(lambda event: print(event.number, event.event.value, flush=True))
receiver.raise_wanted.connect(lambda: print("raise", flush=True))
print("ready" if receiver.listen(sys.argv[1], also=sys.argv[2]) else "taken", flush=True)
receiver.deliver()
application.exec()
"""
