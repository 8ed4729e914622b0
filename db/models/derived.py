"""Tables computed from others, kept in the same transaction by ``db.services.derived``.

They can be rebuilt at any time, and a test compares rebuilt with kept.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table

from db.models.base import Base

# Every tail of every number, so that any run of digits is one B-tree range.
# Bytewise order is what makes the range right on a server with a locale.
_DIGITS = String(64).with_variant(String(64, collation="C"), "postgresql")

phone_suffix = Table(
    "phone_suffix",
    Base.metadata,
    Column("suffix", _DIGITS, primary_key=True),
    Column("phone_id", ForeignKey("phone.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_phone_suffix_phone_id", "phone_id"),
    sqlite_with_rowid=False,
)

# How many enquiries each clinic day has: row count and any scroll position of the log.
day_count = Table(
    "day_count",
    Base.metadata,
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
)

# Every indexed word, to expand the beginning of a long one into whole words.
lexicon = Table(
    "lexicon",
    Base.metadata,
    Column("word", String(64).with_variant(String(64, collation="C"), "postgresql"),
           primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# How the names of people sound, see ``db.domain.sounds``: who may be the same is one range.
person_key = Table(
    "person_key",
    Base.metadata,
    Column("key", String(64).with_variant(String(64, collation="C"), "postgresql"),
           primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_person_key_person_id", "person_id"),
    sqlite_with_rowid=False,
)  # fmt: skip
