"""What a test of any page may ask: is there a label that would take its text for markup?"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox


def assert_no_rich_text(root):
    """Fail with the names of all labels below ``root`` that are not plain text.

    A spin box, a combo box and other parts of Qt make no labels; what is found was made by us.
    """
    labels = [*root.findChildren(QLabel), *root.findChildren(QMessageBox)]
    if isinstance(root, QLabel | QMessageBox):
        labels.append(root)
    wrong = [
        f"{type(label).__name__} {label.objectName()!r}: {label.text()!r}"
        for label in labels
        if label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert not wrong, "\n".join(wrong)
