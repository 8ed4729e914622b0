"""PySide6 6.12.0 aborts on Python 3.11: each method without a result drops a reference to None."""

import sys
from importlib.metadata import version

from PySide6.QtCore import QObject

CALLS = 500
# Other code takes and gives references meanwhile; the fault would take one with every call.
TOLERANCE = 100


def test_a_method_without_a_result_keeps_the_references_to_none():
    named = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        named.setObjectName("desk")

    assert sys.getrefcount(None) > before - TOLERANCE


def test_the_installed_version_is_of_the_pinned_series():
    assert version("pyside6-essentials").startswith("6.11.")
