"""Markdown: set as a page, which is then read as any other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from desk_app.handouts.reading.formats.page import read_page
from desk_app.handouts.reading.formats.units import Document

# What some programs write above the text: lines of ``name: value`` between two rules.
_FRONT_MATTER: Final = re.compile(r"\ufeff?---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_ENTRY: Final = re.compile(r"[A-Za-z_][\w -]*:(?:\s|$)")
_TITLE: Final = re.compile(r"(?m)^title:[ \t]*(.*?)[ \t]*$")
_LANGUAGE: Final = re.compile(r"(?m)^lang(?:uage)?:[ \t]*[\"']?([A-Za-z-]+)")
_FOOTNOTE: Final = re.compile(r"(?m)^\[\^([^\]\s]+)\]:[ \t]+")
# Notes of other programs: ``[[another note|its words]]``, ``> [!tip] Words above a box``.
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_CALLOUT: Final = re.compile(r"(?m)^>[ \t]?\[!(\w+)\][+-]?[ \t]*(.*)$")
# The library stops at a depth of 20 and drops what is nested deeper.
_MAX_NESTING: Final = 100_000


def read_markdown(text: str) -> Document:
    """What a text in Markdown states; its front matter is left to its title and language."""
    # Late: only who opens Markdown needs it.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    front = match[1] if match and _is_front_matter(match[1]) else ""
    body = text[match.end() :] if match and front else text
    # A footnote is no link; without this its words would be taken for an address.
    body = _WIKI_LINK.sub(r"\1", _CALLOUT.sub(_called_out, body))
    for name in _FOOTNOTE.findall(body):
        body = body.replace(f"[^{name}]:", f"\\[{name}\\]").replace(f"[^{name}]", f"\\[{name}\\]")
    reader = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    document = read_page(str(reader.render(body)), hidden_text=front)
    title, language = _TITLE.search(front), _LANGUAGE.search(front)
    return replace(
        document,
        title=title[1].strip("\"'") if title else "",
        language=language[1] if language else "",
    )


def _called_out(match: re.Match[str]) -> str:
    label = match[1].capitalize()
    return f"> {label}: {match[2]}\n>" if match[2] else f"> {label}:\n>"


def _is_front_matter(block: str) -> bool:
    first = next((line for line in block.split("\n") if line.strip()), "")
    return _ENTRY.match(first) is not None
