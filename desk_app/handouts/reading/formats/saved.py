"""The text of a saved page: in the encoding it states, or out of a web archive."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from email.message import EmailMessage
from typing import Final

from desk_app.handouts.reading.decoding import decode

_STATED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
_XML_STATED: Final = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.I)
_HEAD: Final = 4096
# What pages mean when they name the smaller one.
_WIDER: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
}
_ARCHIVE: Final = re.compile(
    rb"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location):", re.I
)


def decode_page(data: bytes) -> str:
    """The markup of a page; UTF-8 that holds is UTF-8, whatever the page says."""
    if _ARCHIVE.match(data.lstrip()[:100]):
        data, stated = _page_in_archive(data)
    else:
        stated = None
    stated = stated or _stated(data)
    if stated is None or data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(stated, "replace")


def _stated(data: bytes) -> str | None:
    head = data[:_HEAD]
    match = _STATED.search(head) or _XML_STATED.match(head)
    return _codec(match[1].decode("ascii", "ignore")) if match else None


def _codec(name: str) -> str | None:
    """A text encoding of this name; one that says UTF-16 in bytes that can be read is none."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    is_text = not found.startswith(("utf", "base64", "hex", "zip", "bz2", "rot", "uu", "quopri"))
    return _WIDER.get(found, found) if is_text else None


def _page_in_archive(data: bytes) -> tuple[bytes, str | None]:
    """The first page of a ``.mht`` file, as browsers save a page with its pictures."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(content, bytes):
                return content, _codec(charset) if charset else None
    return data, None
