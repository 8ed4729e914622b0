"""Prices as people at the clinic write them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_WITHOUT_CENTS = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"})


def price(amount: int, currency: str) -> str:
    """Return e.g. ``$150`` or ``$97.50``.

    Args:
        amount: in the currency's smallest unit.
        currency: ISO 4217.
    """
    locale = QLocale()
    if locale.language() == QLocale.Language.C:  # a bare system; it puts every symbol last
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    own = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) == currency
    symbol = locale.currencySymbol() if own else {"USD": "$", "EUR": "€", "GBP": "£"}.get(
        currency, f"{currency}\u00a0"
    )  # fmt: skip
    if currency in _WITHOUT_CENTS:
        return locale.toCurrencyString(float(amount), symbol, 0)
    return locale.toCurrencyString(amount / 100, symbol, 2 if amount % 100 else 0)
