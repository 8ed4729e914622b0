"""The clinic's colour, made dark enough to be read on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

# WCAG 2.1, 1.4.6 (AAA): the contrast of normal text.
READABLE_CONTRAST = 7.0
WHITE = (255, 255, 255)
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_PLAIN = (15, 76, 82)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as ``#rrggbb``: ``accent`` reads well on white and on ``tint``."""

    accent: str
    tint: str
    line: str


def inks(accent: str, *, in_colour: bool) -> Inks:
    """The set made from one accent colour; one that is not ``#rrggbb`` gives the plain teal."""
    colour = _colour(accent) if in_colour else (26, 26, 26)
    tint = mixed(colour, WHITE, 0.93)
    while contrast(colour, tint) < READABLE_CONTRAST:
        colour = mixed(colour, (0, 0, 0), 0.06)
    return Inks(_hex(colour), _hex(tint), _hex(mixed(colour, WHITE, 0.62)))


def contrast(one: Colour, other: Colour) -> float:
    """WCAG contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of the other colour (0 to 1) in the first."""
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _colour(text: str) -> Colour:
    match = _HEX.fullmatch(text.strip())
    if match is None:
        return _PLAIN
    red, green, blue = bytes.fromhex(match[1])
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
