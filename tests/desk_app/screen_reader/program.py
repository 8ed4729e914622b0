"""The program with the practice clinic, in a process of its own; keys come by standard input.

Arguments: the folders of the settings and of the data.
Each line is ``press Ctrl+Return`` or ``type some words`` and is answered by ``done``.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.folders import Folders
from desk_app.launch import Program


def main(config: str, data: str) -> None:
    app = QApplication([])
    program = Program(app, Folders(Path(config), Path(data)))
    window = program.window
    window.resize(1280, 800)
    window.show()

    def ready() -> None:
        window.activateWindow()
        # In Xvfb nobody manages windows: the server itself says when the keyboard is ours.
        if window.isActiveWindow():
            watch.stop()
            print("ready", flush=True)

    def obey() -> None:
        what, _, keys = sys.stdin.readline().rstrip("\n").partition(" ")
        target = QGuiApplication.focusWindow()
        if what == "press":
            both = QKeySequence(keys)[0]
            QTest.keyClick(target, both.key(), both.keyboardModifiers())
        elif what == "type":
            for letter in keys:
                QTest.keyEvent(QTest.KeyAction.Click, target, ord(letter))
        else:
            program.shut_down()
            app.quit()
            return
        print("done", flush=True)

    watch = QTimer(interval=50)
    watch.timeout.connect(ready)
    program.opened.connect(watch.start)
    lines = QSocketNotifier(0, QSocketNotifier.Type.Read)
    lines.activated.connect(obey)
    program.open_demo()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
