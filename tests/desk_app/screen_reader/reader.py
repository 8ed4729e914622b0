"""What a screen reader is told, from outside: runs under the system's Python with its D-Bus.

The command of the program follows as arguments. What was read goes to standard output as JSON:
the parts that can be seen, as ``[role, name, label]``, and what was said, by step.
"""

import json
import subprocess
import sys
import time

import dbus
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

PATIENCE = 20.0  # seconds
ACCESSIBLE = "org.a11y.atspi.Accessible"
SHOWING = 25  # the number of the state's bit
LABELLED_BY = 2
STEPS = (
    ("number", "type 555 0142", "suggestion"),
    ("walk", "press Down", "Medina"),
    ("take", "press Return", ""),
    ("words", "type Her back again", ""),
    ("save", "press Ctrl+Return", "saved"),
)


class Reader:
    """Listens on the bus of the assistive technologies, and asks for what is on the screen."""

    def __init__(self, command):
        DBusGMainLoop(set_as_default=True)
        entrance = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus")
        entrance.Set(
            "org.a11y.Status", "IsEnabled", True, dbus_interface="org.freedesktop.DBus.Properties"
        )
        self._bus = dbus.bus.BusConnection(entrance.GetAddress(dbus_interface="org.a11y.Bus"))
        self.said = []
        GLib.timeout_add(50, lambda: True)  # so that who waits looks at the clock
        self._bus.add_signal_receiver(
            self._hear, signal_name="Announcement", dbus_interface="org.a11y.atspi.Event.Object"
        )
        registry = self._object("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
        registry.RegisterEvent(
            "object:announcement", dbus.Array([], "s"), "", dbus_interface="org.a11y.atspi.Registry"
        )
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._expect("ready")

    def tell(self, line):
        self._program.stdin.write(line + "\n")
        self._expect("done")

    def leave(self):
        self._program.stdin.close()
        self._program.wait(PATIENCE)

    def wait_for(self, words):
        """Wait until something was said that has these words."""
        until = time.monotonic() + PATIENCE
        while not any(words in one for one in self.said) and time.monotonic() < until:
            GLib.MainContext.default().iteration(True)

    def parts(self):
        """Everything that can be seen: its role, its name, and what labels it."""
        top = self._object("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return [part for child in self._children(top) for part in self._below(child, 0)]

    def _below(self, part, depth):
        state = part.GetState(dbus_interface=ACCESSIBLE)
        if depth > 1 and not state[0] >> SHOWING & 1:
            return
        label = self._label(part)
        yield str(part.GetRoleName(dbus_interface=ACCESSIBLE)), self._name(part), label
        for child in self._children(part):
            yield from self._below(child, depth + 1)

    def _children(self, part):
        return [self._object(*one) for one in part.GetChildren(dbus_interface=ACCESSIBLE)]

    def _name(self, part):
        return str(part.Get(ACCESSIBLE, "Name", dbus_interface="org.freedesktop.DBus.Properties"))

    def _label(self, part):
        relations = dict(part.GetRelationSet(dbus_interface=ACCESSIBLE))
        labels = relations.get(LABELLED_BY, ())
        return " ".join(self._name(self._object(*label)) for label in labels)

    def _object(self, name, path):
        return self._bus.get_object(name, path, introspect=False)

    def _hear(self, _detail, _politeness, _unused, words, *_more):
        self.said.append(str(words))

    def _expect(self, answer):
        line = self._program.stdout.readline().strip()
        if line != answer:
            raise SystemExit(f"{answer} was expected, not {line!r}")


def main(command):
    reader = Reader(command)
    reader.tell("press F2")
    parts, said = list(reader.parts()), {}
    for name, line, expected in STEPS:
        reader.said.clear()
        reader.tell(line)
        if expected:
            reader.wait_for(expected)
        said[name] = list(reader.said)
    reader.leave()
    print(json.dumps({"parts": parts, "said": said}))


if __name__ == "__main__":
    main(sys.argv[1:])
