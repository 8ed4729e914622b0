"""Tables computed from others, kept in the same transaction by ``db.services.derived``.

They can be rebuilt at any time, and a test compares rebuilt with kept.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, SmallInteger, String, Table

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

# What the reports count of each enquiry that is not in the bin, by clinic day. Whoever takes
# an enquiry out of the log for good takes it out of here by ``db.services.counting``.
counted = Table(
    "counted",
    Base.metadata,
    Column("day", Date, primary_key=True),
    Column("enquiry_id", Integer, primary_key=True, autoincrement=False),
    Column("month", String(7), nullable=False),  # such as 2026-03
    Column("channel", String(32), nullable=False),
    Column("service_id", Integer),
    Column("heard_id", Integer),
    Column("taken_by", Integer),
    Column("outcome", String(32)),
    Column("lost_reason_id", Integer),
    Column("hour", SmallInteger, nullable=False),  # of the week on the clinic's wall; Monday 0:00
    Column("first_call", Integer),  # minutes to the first try, as rounded by ``db.domain.report``
    Column("in_time", SmallInteger, nullable=False),  # promises, see ``db.queries.reports``
    Column("late", SmallInteger, nullable=False),
    Column("waiting", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)

# ``counted`` added up by month and by year, see ``db.queries.tallies``: a report never reads
# the log itself. ``span`` is such as 2026-03 or 2026.
_KEY = String(32).with_variant(String(32, collation="C"), "postgresql")
tally = Table(
    "tally",
    Base.metadata,
    Column("span", _KEY, primary_key=True),
    Column("kind", _KEY, primary_key=True),
    Column("one", _KEY, primary_key=True),
    Column("two", _KEY, primary_key=True),
    Column("asked", Integer, nullable=False),
    Column("booked", Integer, nullable=False),
    sqlite_with_rowid=False,
)
