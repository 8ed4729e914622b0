"""The few facts that a page's own style sheet states about its words."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_PART: Final = re.compile(r"[{}]")
_CLASS: Final = re.compile(r"\.([\w-]+)\Z")
_STATES: Final = re.compile(r"font-weight|display|visibility|mso-hide")


def class_styles(sheet: str) -> dict[str, str]:
    """Class -> what is declared for it alone, outside of ``@media`` and the like."""
    sheet = _COMMENT.sub("", sheet.replace("<!--", "").replace("-->", ""))
    found: dict[str, str] = {}
    selector, depth, start, before = "", 0, 0, 0
    for mark in _PART.finditer(sheet):
        if mark[0] == "{":
            if depth == 0:
                selector, start = sheet[before : mark.start()].strip(), mark.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                _note(found, selector, sheet[start : mark.start()])
                before = mark.end()
    return found


def _note(found: dict[str, str], selectors: str, declared: str) -> None:
    if selectors.startswith("@") or not _STATES.search(declared):
        return
    for selector in selectors.split(","):
        if match := _CLASS.fullmatch(selector.strip()):
            found[match[1]] = f"{found.get(match[1], '')};{declared}"
