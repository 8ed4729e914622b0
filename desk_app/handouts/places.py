"""Where templates and typefaces lie."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = RESOURCES / "fonts"
TEMPLATES = RESOURCES / "handouts"


def template_folder(version: int) -> Path:
    """The templates that sheets of this version are set with, for ever."""
    return TEMPLATES / f"v{version}"
