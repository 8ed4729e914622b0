"""Which lines of a page are not the article: decided by their place among the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from desk_app.handouts.reading import chrome
from desk_app.handouts.reading.contents import mark_contents
from desk_app.handouts.reading.endings import mark_between_furniture, mark_endings
from desk_app.handouts.reading.invitations import asks, is_invitation, is_warning
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.mail import (
    headers,
    is_passed_on,
    says_why_it_was_sent,
    signature,
    title_in,
)
from desk_app.handouts.reading.markers import MarkerKind
from desk_app.handouts.reading.pieces import DropReason, PieceKind
from desk_app.handouts.reading.scraps import is_page_number
from desk_app.handouts.reading.shapes import is_content, is_direction, is_short
from desk_app.handouts.reading.words import is_all_caps, is_title_case

Reasons = list[DropReason | None]
_LONGEST_MENU_ENTRY = 3
_LONGEST_REPEATED = 10


def find_furniture(lines: Sequence[Line]) -> Reasons:
    """For each line the reason to leave it out, or ``None`` to keep it."""
    reasons: Reasons = [line.left_out for line in lines]
    for mark in (
        _mark_rules,
        mark_contents,
        _mark_mail,
        _mark_running_heads,
        _mark_own,
        mark_endings,
        _mark_head,
        _mark_companions,
        mark_between_furniture,
        _mark_repeated,
        _mark_tail,
        _mark_site_name,
    ):
        mark(lines, reasons)
    return [
        None if line.stated is PieceKind.TITLE else reason
        for line, reason in zip(lines, reasons, strict=True)
    ]


def _mark_rules(lines: Sequence[Line], reasons: Reasons) -> None:
    """Drawn lines and rows of stars; an emoji is not among them, for it may mean something."""
    for index, line in enumerate(lines):
        if line.is_rule and _RULE.fullmatch(line.text):
            reasons[index] = DropReason.SEPARATOR


_RULE = re.compile(r"[\s\-_=~*+.·•#<>|/\\^–—\u2500-\u257f…\"'`:,;]*")


def _mark_mail(lines: Sequence[Line], reasons: Reasons) -> None:
    above = headers(lines)
    title = title_in(lines, above)
    for index in above:
        reasons[index] = DropReason.BYLINE if index != title else None
    for index in signature(lines):
        if not (lines[index].is_brief and is_warning(lines[index].text)):
            reasons[index] = DropReason.CONTACT
    for index, line in enumerate(lines):
        if says_why_it_was_sent(line):
            reasons[index] = DropReason.NEWSLETTER
        elif is_passed_on(line):
            reasons[index] = DropReason.BYLINE
        elif title is not None and index >= above.stop and line.key == lines[title].key:
            reasons[index] = DropReason.REPEATED


def _mark_running_heads(lines: Sequence[Line], reasons: Reasons) -> None:
    """The line that stands beside the page numbers and comes again on each page."""
    pages = {index for index, line in enumerate(lines) if is_page_number(line)}
    keys = {lines[at].key for page in pages for at in (page - 1, page + 1) if 0 <= at < len(lines)}
    heads = [i for i, line in enumerate(lines) if line.key in keys and is_short(line)]
    counts = Counter(lines[index].key for index in heads)
    for index in heads:
        is_title = index == 0 and is_content(lines[1])
        if counts[lines[index].key] > 1 and index not in pages and not is_title:
            reasons[index] = DropReason.REPEATED


def _mark_own(lines: Sequence[Line], reasons: Reasons) -> None:
    for index, line in enumerate(lines):
        if reasons[index] is None and _may_be_furniture(line):
            reasons[index] = chrome.own_reason(line)
    for index, line in enumerate(lines):
        if line.marker is not None and reasons[index] in _OWN and not _beside(reasons, index):
            reasons[index] = None


_OWN = (DropReason.MENU, DropReason.BUTTON, DropReason.SHARING, DropReason.NEWSLETTER)


def _may_be_furniture(line: Line) -> bool:
    """A numbered step is never a button: ``2. Log in``."""
    is_step = line.marker is not None and line.marker.kind is not MarkerKind.BULLET
    return not is_step and not line.is_row


def _beside(reasons: Reasons, index: int) -> bool:
    around = reasons[max(index - 1, 0) : index] + reasons[index + 1 : index + 2]
    return any(reason not in (None, DropReason.SEPARATOR) for reason in around)


def _first_content(lines: Sequence[Line], reasons: Reasons) -> int:
    for index, line in enumerate(lines):
        if reasons[index] is None and is_content(line) and not _is_edge(line):
            return index
    return len(lines)


def _is_edge(line: Line) -> bool:
    entry = chrome.edge_reason(line) or chrome.menu_reason(line)
    return entry is not None or chrome.is_contact(line)


def _mark_head(lines: Sequence[Line], reasons: Reasons) -> None:
    """Menus, by-lines and dates around the title."""
    for index in range(_first_content(lines, reasons)):
        if reasons[index] is None and not lines[index].is_marked:
            reasons[index] = chrome.edge_reason(lines[index])


def _mark_companions(lines: Sequence[Line], reasons: Reasons) -> None:
    """Menu entries are known by their neighbours, from above and then from below."""
    head = _first_content(lines, reasons)
    order = range(len(lines))
    for indexes in (order, reversed(order)):
        for index in indexes:
            if reasons[index] is None and _beside(reasons, index):
                reasons[index] = _companion(lines, reasons, index, in_head=index < head)
    for index in range(1, min(head, len(lines) - 1)):
        is_between = reasons[index - 1] is not None and reasons[index + 1] is not None
        is_entry = lines[index].word_count <= _LONGEST_MENU_ENTRY
        if reasons[index] is None and is_between and is_entry and reasons[index - 1] in _OWN:
            reasons[index] = DropReason.MENU


def _companion(
    lines: Sequence[Line], reasons: Reasons, index: int, *, in_head: bool
) -> DropReason | None:
    line = lines[index]
    if not _may_be_furniture(line):
        return None
    if in_head and chrome.is_contact(line):
        return DropReason.CONTACT
    is_below_other = index > 0 and reasons[index - 1] is not None
    if in_head or (is_below_other and not _leads_to_content(lines, reasons, index)):
        return chrome.menu_reason(line)
    return None


def _leads_to_content(lines: Sequence[Line], reasons: Reasons, index: int) -> bool:
    following = index + 1
    return (
        following < len(lines)
        and reasons[following] is None
        and (is_content(lines[following]) or chrome.is_contact(lines[following]))
    )


def _mark_repeated(lines: Sequence[Line], reasons: Reasons) -> None:
    """The same short line again and again beside paragraphs, heading nothing of its own."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if reasons[index] is None and _may_repeat(line):
            places[line.key].append(index)
    title = next((i for i, reason in enumerate(reasons) if reason is None), 0)
    for repeats in places.values():
        if repeats[0] == title:
            repeats = [at for at in repeats[1:] if not _leads_to_content(lines, reasons, at)]  # noqa: PLW2901
            is_furniture = bool(repeats)
        else:
            is_furniture = len(repeats) > 1 and _is_litter(lines, reasons, repeats)
        for index in repeats if is_furniture else ():
            reasons[index] = DropReason.REPEATED


def _may_repeat(line: Line) -> bool:
    """Only what could be the name of a site or a picture: a dose or a step comes again too."""
    is_name = is_title_case(line.text) or is_all_caps(line.text)
    is_brief = line.is_brief and line.word_count <= _LONGEST_REPEATED
    is_said_again = any(map(str.isdecimal, line.text)) or is_direction(line) or line.is_row
    return is_brief and is_short(line, with_marker=False) and is_name and not is_said_again


def _is_litter(lines: Sequence[Line], reasons: Reasons, repeats: Sequence[int]) -> bool:
    heads_nothing = any(not _leads_to_content(lines, reasons, index) for index in repeats)
    beside_text = all(
        _leads_to_content(lines, reasons, index) or (index and is_content(lines[index - 1]))
        for index in repeats
    )
    return heads_nothing and beside_text


def _mark_tail(lines: Sequence[Line], reasons: Reasons) -> None:
    """Buttons, invitations, dates and tags below the last words of the article."""
    index = len(lines) - 1
    title = next((i for i, reason in enumerate(reasons) if reason is None), 0)
    while index > title:
        if reasons[index] is None:
            reason = _tail_reason(lines[index])
            if reasons[index + 1 : index + 2] == [DropReason.BUTTON] and asks(lines[index].text):
                reason = DropReason.INVITATION
            if reason is None:
                return
            reasons[index] = reason
        index -= 1


def _tail_reason(line: Line) -> DropReason | None:
    if line.marker is not None or line.is_row or not line.is_brief:
        return None
    if reason := chrome.edge_reason(line):
        return reason
    # A menu entry such as "Yoga" may be the last of a list; a button is nothing else.
    if chrome.menu_reason(line) is DropReason.BUTTON:
        return DropReason.BUTTON
    return DropReason.INVITATION if is_invitation(line.text) else None


def _mark_site_name(lines: Sequence[Line], reasons: Reasons) -> None:
    """The site's own line above the title of the article."""
    head = [i for i in range(_first_content(lines, reasons)) if reasons[i] is None]
    if len(head) < 2 or lines[head[0]].is_marked:
        return
    first, second = lines[head[0]], lines[head[1]]
    legal = [line.key for line, why in zip(lines, reasons, strict=True) if why is DropReason.LEGAL]
    is_site = (
        chrome.has_trail_marks(first.text)
        or second.key in chrome.trail_parts(first.text)[:-1]
        or any(first.key in notice for notice in legal)
    )
    if is_site and is_short(second):
        reasons[head[0]] = DropReason.SITE_NAME
