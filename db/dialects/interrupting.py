"""How a statement that is running is stopped from another thread, on either database."""

from __future__ import annotations

from typing import Any


def interrupt(driver: Any) -> bool:
    """Stop what a driver's connection is doing.

    Returns:
        Whether the connection may be used again. A server is told by a road of its own, and its
        word may reach the statement after the one that was meant.
    """
    if hasattr(driver, "cancel"):
        driver.cancel()
        return False
    driver.interrupt()
    return True
