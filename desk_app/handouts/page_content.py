"""What every template of ours needs: page, colours, letterhead, ways to reach the clinic."""

from __future__ import annotations

import re
from typing import Any

from db.domain.handout import Paper, TextSize
from desk_app.handouts.codes import clinic_link, code_svg
from desk_app.handouts.colours import inks
from desk_app.handouts.sheet import Letterhead
from desk_app.handouts.wording import Wording, text_setter

Data = dict[str, Any]
_INSIDE_A_NUMBER = re.compile("(?<![,;/|]) ")


def page_content(
    letterhead: Letterhead, paper: Paper, size: TextSize, words: Wording, *, colour: bool
) -> Data:
    """The part of a template's data that all kinds of sheets share."""
    width, height = paper.size_in_points
    chosen = inks(letterhead.accent, in_colour=colour)
    return {
        "page": {"width": width, "height": height},
        "body": int(size),
        "colours": {"accent": chosen.accent, "tint": chosen.tint, "line": chosen.line},
        "label_language": words.language,
        "page_number": words("page", number="{number}", total="{total}"),
        "clinic": _clinic(letterhead, words),
        "contact": _contact(letterhead, words),
    }


def in_one_piece(phone: str) -> str:
    """A telephone number that no line end tears apart; between several a line may end."""
    return _INSIDE_A_NUMBER.sub("\u00a0", phone)


def _clinic(letterhead: Letterhead, words: Wording) -> Data:
    put = text_setter(words.language)
    reach = (letterhead.phone, letterhead.web)
    return {
        "name": put(words.inserted(letterhead.name)),
        "address": [put(words.inserted(line)) for line in letterhead.address_lines if line],
        "address_line": put(words.inserted(", ".join(filter(None, letterhead.address_lines)))),
        "reach": [put(words.inserted(way)) for way in reach if way],
        "logo": _logo(letterhead, words),
    }


def _logo(letterhead: Letterhead, words: Wording) -> Data | None:
    if not letterhead.logo:
        return None
    return {"picture": letterhead.logo, "alt": words("logo", clinic=letterhead.name)}


def _contact(letterhead: Letterhead, words: Wording) -> Data:
    """The way to ask: one line per way, and the QR code."""
    put = text_setter(words.language)
    ways = (
        ("call", "phone", in_one_piece(letterhead.phone)),
        ("visit", "web", letterhead.web),
        ("write", "email", letterhead.email),
    )
    link = clinic_link(letterhead)
    kind = "phone" if link and link.is_phone else "web"
    return {
        "label": words("questions"),
        "lines": [put(words(key, **{blank: value})) for key, blank, value in ways if value],
        "code": link
        and {
            "svg": code_svg(link),
            "alt": words(f"code_{kind}"),
            "caption": words(f"scan_{kind}"),
        },
    }
