"""The short road of a call: from a softphone's command line to the window, and nothing else.

A softphone starts a process for every event of a call, while the caller is on the line. This
file and ``endpoint.py`` are all that such a process reads; anything out of the ordinary goes
the long road through ``desk_app.start``, where it is answered in words.
"""

from __future__ import annotations

import sys

from desk_app.telephone.endpoint import (
    PRACTICE,
    USUAL,
    NoAnswerError,
    NobodyThereError,
    hand_over,
)

TYPE_CHECKING = False  # as in typing, which takes longer to load than all of this
if TYPE_CHECKING:
    from typing import Final

NO_ANSWER: Final = "The window does not answer."
_SHORT: Final = 64
_LONG: Final = 200
_URL_SCHEMES: Final = ("frontdesk:", "tel:", "callto:", "sip:", "sips:")
_OPTIONS: Final = {"--call": "number", "--name": "name", "--event": "event", "--id": "id"}
_EVENTS: Final = ("ring", "answer", "end")
# How telephones write that they were told no number.
_WITHHELD: Final = ("anonymous", "private", "restricted", "unavailable", "unknown", "withheld")


def forward(arguments: list[str]) -> int | None:
    """Hand a call to the window that is open; the exit status, None for the long road."""
    found = _understand(as_options(arguments))
    if found is None:
        return None
    window, call = found
    try:
        hand_over(window, message(**call))
    except NobodyThereError:
        return None
    except NoAnswerError:
        if sys.stderr is not None:  # pythonw has none
            sys.stderr.write(f"{NO_ANSWER}\n")
        return 1
    return 0


def message(
    *,
    number: str,
    name: str = "",
    event: str = "ring",
    id: str = "",  # noqa: A002 - as the option is called
) -> dict[str, str]:
    """Return what is sent to the window; hostile lengths end here, and the message fits."""
    return {"number": number[:_SHORT], "name": name[:_LONG], "event": event, "id": id[:_SHORT]}


def is_number(typed: str) -> bool:
    """Whether a bare argument can be what a telephone gives for a number."""
    if typed.lower().startswith(_URL_SCHEMES):
        return False
    return any(sign.isdecimal() for sign in typed) or typed.strip().lower() in _WITHHELD


def as_options(arguments: list[str]) -> list[str]:
    """Return a softphone's way to start a program as our own options; others unchanged.

    Known are a bare number, ``tel:``, ``sip:`` and ``frontdesk:`` addresses, and 3CX's
    ``/N:name /C:number``. What stands in an address becomes values, never an option; an
    address has nothing beside it.
    """
    first = arguments[0] if arguments else ""
    if first.lower().startswith(_URL_SCHEMES) and len(arguments) == 1:
        return _of_url(first)
    if _is_slash_option(first):
        return _of_slash_options(arguments)
    return arguments


def _understand(options: list[str]) -> tuple[str, dict[str, str]] | None:
    """The window and the call; None for anything but a plain call, be it right or wrong."""
    given: dict[str, str] = {}
    window = USUAL
    rest = list(options)
    while rest:
        option = rest.pop(0)
        name, is_joined, value = option.partition("=")
        if option == "--demo":
            window = PRACTICE
        elif name in _OPTIONS and (is_joined or rest):
            value = value if is_joined else rest.pop(0)
            if not is_joined and value.startswith("-"):
                return None
            given[_OPTIONS[name]] = value
        elif not option.startswith("-") and "number" not in given and is_number(option):
            given["number"] = option
        else:
            return None
    if "number" not in given or given.get("event", "ring") not in _EVENTS:
        return None
    return window, given


def _of_url(url: str) -> list[str]:
    from urllib.parse import unquote  # noqa: PLC0415 - only for an address

    scheme, _, rest = url.partition(":")
    if scheme.lower() != "frontdesk":
        return [f"--call={_number_of(unquote(rest))}"]
    path, _, query = rest.lstrip("/").partition("?")
    given = {"number": unquote(path).strip("/").removeprefix("call").strip("/")}
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key in _OPTIONS.values() and value:
            given[key] = unquote(value.replace("+", " ") if key == "name" else value)
    number = _number_of(given.pop("number"))
    return [f"--call={number}", *(f"--{key}={value}" for key, value in given.items())]


def _number_of(address: str) -> str:
    """The number in ``//+1-828-555-0100;ext=5`` or ``+18285550100@pbx.example``."""
    number, _, parameters = address.lstrip("/").partition(";")
    for parameter in parameters.split(";"):
        if parameter.startswith("ext="):
            return f"{number} ext {parameter.removeprefix('ext=')}"
    return number.partition("@")[0]


def _is_slash_option(argument: str) -> bool:
    return len(argument) > 2 and argument[0] == "/" and argument[1].isalpha() and argument[2] == ":"


def _of_slash_options(arguments: list[str]) -> list[str]:
    """A name with spaces may come as several arguments."""
    given: dict[str, str] = {}
    letter = ""
    for argument in arguments:
        if _is_slash_option(argument):
            letter = argument[1].upper()
            given[letter] = argument[3:]
        else:
            given[letter] += f" {argument}"
    return [f"--call={given.get('C', '')}", f"--name={given.get('N', '')}"]
