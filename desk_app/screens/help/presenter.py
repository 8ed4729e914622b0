"""The help: which topic is open, and what is found in all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desk_app.screens.help.topics import Topic, topics


class HelpPresenter(QObject):
    """Needs no database; it works before a clinic is open, too.

    Signals:
        topic_changed: the Topic to be read.
        found_changed: the topics that hold what is searched for, all of them for no words.
    """

    topic_changed = Signal(object)
    found_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._topics = {topic.key: topic for topic in topics()}
        self.topic = self._topics["first_day"]
        self.words = ""

    @property
    def topics(self) -> list[Topic]:
        return list(self._topics.values())

    def open_topic(self, key: str) -> None:
        """Open a topic by its key, also that of a page; an unknown one opens the first."""
        self.topic = self._topics.get(key, self._topics["first_day"])
        self.topic_changed.emit(self.topic)

    def search(self, typed: str) -> None:
        """Find the topics that hold these words; the first of them is opened."""
        self.words = " ".join(typed.split()).casefold()
        found = [topic for topic in self.topics if self.words in _text(topic)]
        self.found_changed.emit(found)
        if found and self.topic not in found:
            self.open_topic(found[0].key)
        elif found:
            self.topic_changed.emit(self.topic)


def _text(topic: Topic) -> str:
    parts = [topic.title]
    for part in topic.parts:
        keys = [f"{key.keys} {key.does}" for key in part.keys]
        parts += [part.heading, *part.paragraphs, *keys]
    return "\n".join(parts).casefold()
