"""Statements that are built once and only given their values: what every key press sends.

Building a statement anew costs several times what the database needs to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVarTuple

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

Ts = TypeVarTuple("Ts")


def rows_of(session: Session, statement: Select[*Ts], **values: Any) -> Sequence[Row[*Ts]]:
    """Run a statement on columns, past the ORM: nothing pending is flushed before it."""
    return session.connection().execute(statement, values).all()
