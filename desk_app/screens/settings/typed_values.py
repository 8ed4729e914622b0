"""Figures as people write them: prices, minutes, days between tries. Nothing is guessed."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

# The mark between thousands is the same throughout, and never the one before the parts.
_PRICE = re.compile(r"(\d{1,3}(?:([ ,.'’])\d{3}(?:\2\d{3})*)?|\d+)(?:(?!\2)[.,](\d{1,3}))?")
# ISO 4217: currencies whose smallest unit is not a hundredth.
_WITHOUT_PARTS = frozenset(
    ["CLP", "ISK", "JPY", "KRW", "PYG", "RWF", "UGX", "VND", "XAF", "XOF", "XPF"]
)
_IN_THOUSANDTHS = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])


def currency_digits(currency: str) -> int:
    """Return how many digits stand behind the point in a currency."""
    return 0 if currency in _WITHOUT_PARTS else 3 if currency in _IN_THOUSANDTHS else 2


def currency_symbol(currency: str) -> str:
    """Return the sign people know a currency by, such as ``$``; its code where there is none."""
    for locale in _all_locales():
        if locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) == currency:
            return locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencySymbol) or currency
    return currency


def read_price(typed: str, currency: str) -> int | None:
    """Return a price in the currency's smallest unit; None for nothing typed.

    Currency signs and codes around the figure are left out. A lone group of three
    digits behind one mark, such as 1.500, means thousands.

    Raises:
        ValueError: this is no price.
    """
    text = re.sub(r"^[^\d-]+|[^\d]+$", "", typed.strip()) if re.search(r"\d", typed) else typed
    text = text.strip()
    if not text:
        return None
    digits = currency_digits(currency)
    match = _PRICE.fullmatch(text)
    if match is None or len(match[3] or "") > digits:
        raise ValueError("not a price")
    whole = re.sub(r"\D", "", match[1])
    return int(whole + (match[3] or "").ljust(digits, "0"))


def write_price(price: int | None, currency: str) -> str:
    """Return what ``read_price`` reads: ``150``, ``95.50``; nothing for no price."""
    if price is None:
        return ""
    digits = currency_digits(currency)
    whole, rest = divmod(price, 10**digits)
    return f"{whole}.{rest:0{digits}}" if rest else str(whole)


def read_minutes(typed: str) -> int | None:
    """Return ``75``, ``75 min``, ``1 h 15`` or ``1:15`` in minutes; None for nothing typed.

    Raises:
        ValueError: this is no length of time.
    """
    text = typed.strip().lower()
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,4})\s*(?:m|min|mins|minutes|minutos)?\.?", text):
        return int(match[1])
    hours = r"(\d{1,2})\s*(?:h|hr|hrs|hours?|horas?|:)\s*(?:(\d{1,2})\s*(?:m|min)?)?\.?"
    if match := re.fullmatch(hours, text):
        return int(match[1]) * 60 + int(match[2] or 0)
    raise ValueError("not a length of time")


def write_minutes(minutes: int | None) -> str:
    """Return what ``read_minutes`` reads."""
    return "" if minutes is None else str(minutes)


def read_attempts(typed: str) -> tuple[int, ...]:
    """Return the days between tries: ``0, 1, 3``.

    Raises:
        ValueError: there is something else than figures.
    """
    parts = [part for part in re.split(r"[,;\s]+", typed.strip()) if part]
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise ValueError("not figures")
    return tuple(int(part) for part in parts)


def write_attempts(days: tuple[int, ...]) -> str:
    """Return what ``read_attempts`` reads."""
    return ", ".join(map(str, days))


def regions() -> list[tuple[str, str]]:
    """Return ISO 3166 code and name of every country, by name."""
    found = {
        QLocale.territoryToCode(locale.territory()): QLocale.territoryToString(locale.territory())
        for locale in _all_locales()
    }
    return sorted(
        ((code, name) for code, name in found.items() if len(code) == 2 and code.isalpha()),
        key=lambda pair: pair[1],
    )


def currencies() -> list[tuple[str, str]]:
    """Return ISO 4217 code and sign of every currency, by code."""
    iso = QLocale.CurrencySymbolFormat.CurrencyIsoCode
    sign = QLocale.CurrencySymbolFormat.CurrencySymbol
    found: dict[str, str] = {}
    for locale in _all_locales():
        code = locale.currencySymbol(iso)
        if code:
            found.setdefault(code, locale.currencySymbol(sign))
    return sorted(found.items())


def _all_locales() -> list[QLocale]:
    return QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyTerritory
    )
