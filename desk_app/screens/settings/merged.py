"""What a form shows after its stored values changed underneath it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(
    typed: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what is stored now, except where something else was typed over the earlier value."""
    kept = {name: value for name, value in typed.items() if value != before.get(name)}
    return {**now, **kept}
