"""The whole data model, the full-text indexes and the lists every clinic begins with.

Self-contained: imports nothing from this project, because the project moves
on and a released migration must not.
"""

import datetime as dt
import secrets
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x4644534B
SEARCHED_TABLES = ("enquiry", "person", "article_version", "handout_record")
# No byte of a deleted word stays, and no save merges: that is done while nobody works.
INDEX_SETTINGS = {"secure-delete": 1, "automerge": 0, "crisismerge": 500}

LISTS = {
    "heard": (
        ("search", "Internet search"),
        ("maps", "Maps"),
        ("friend", "A friend"),
        ("doctor", "A doctor"),
        ("past_patient", "Was here before"),
        ("sign", "Saw the sign"),
        ("social", "Social media"),
        ("insurer", "Insurer"),
        ("event", "Event"),
        ("other", "Other"),
    ),
    "lost_reason": (
        ("price", "Price"),
        ("no_slot", "No slot in time"),
        ("distance_or_hours", "Distance or hours"),
        ("not_offered", "Not offered here"),
        ("insurance", "Wanted insurance"),
        ("went_elsewhere", "Went elsewhere"),
        ("decided_against", "Decided against it"),
        ("could_not_reach", "Could not be reached"),
        ("only_asking", "Only asking"),
        ("unsuitable", "Unsuitable, referred on"),
    ),
    "body_area": (
        ("head", "Head"),
        ("neck", "Neck"),
        ("shoulder", "Shoulder"),
        ("arm_hand", "Arm or hand"),
        ("upper_back", "Upper back"),
        ("lower_back", "Lower back"),
        ("hip", "Hip"),
        ("knee", "Knee"),
        ("leg_foot", "Leg or foot"),
        ("belly", "Belly"),
        ("whole_body", "Whole body"),
        ("other", "Somewhere else"),
    ),
}

# Keys of reasons that lie with what the clinic offers.
UNMET = ("not_offered", "no_slot", "price", "distance_or_hours", "insurance")

TABLES = (
    "article",
    "choice",
    "closed_day",
    "counted",
    "day_count",
    "erasure",
    "lexicon",
    "opening_period",
    "phone",
    "picture",
    "service",
    "setting",
    "staff",
    "tally",
    "year_counter",
    "article_version",
    "review_answer",
    "article_comment",
    "audit_entry",
    "desk_card",
    "desk_card_version",
    "import_run",
    "person",
    "phone_suffix",
    "screening_question",
    "question_version",
    "question_service",
    "question_body_area",
    "service_alias",
    "service_article",
    "service_practitioner",
    "staff_secret",
    "enquiry",
    "call",
    "former_name",
    "not_the_same",
    "person_key",
    "person_merge",
    "person_phone",
    "relation",
    "follow_up",
    "handout_record",
    "screening_answer",
    "attempt",
    "consent",
    "hand_over",
    "said_card",
    "printed_list",
)


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in SEARCHED_TABLES:
            index_words_on_sqlite(table)
    else:
        for table in SEARCHED_TABLES:
            index_words_on_postgresql(table)
    insert_beginnings()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in SEARCHED_TABLES:
            op.execute(f"DROP TABLE {table}_words")
    for table in reversed(TABLES):
        op.drop_table(table)


def index_words_on_sqlite(table: str) -> None:
    """A plain contentless index leaves no byte of a deleted word, if it is told the old words."""
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_words USING fts5(words, content='', detail=none, "
        "prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')"
    )
    for setting, value in INDEX_SETTINGS.items():
        op.execute(f"INSERT INTO {table}_words({table}_words, rank) VALUES ('{setting}', {value})")
    add = f"INSERT INTO {table}_words(rowid, words) VALUES (new.id, new.search_text);"
    remove = (
        f"INSERT INTO {table}_words({table}_words, rowid, words) "
        "VALUES ('delete', old.id, old.search_text);"
    )
    op.execute(f"CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(
        f"CREATE TRIGGER {table}_words_update AFTER UPDATE OF search_text ON {table} "
        f"WHEN old.search_text <> new.search_text BEGIN {remove} {add} END"
    )
    op.execute(f"CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN {remove} END")


def index_words_on_postgresql(table: str) -> None:
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN search_vector tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search_text, ' '))) STORED"
    )
    op.execute(
        f"CREATE INDEX ix_{table}_search_vector ON {table} "
        "USING gin (search_vector) WITH (fastupdate = off)"
    )


def insert_beginnings() -> None:
    """What a clinic needs on its first day; all of it can be changed on the settings page."""
    choice = sa.table(
        "choice",
        *(sa.column(name) for name in ("key", "label", "position", "version")),
        sa.column("list", sa.String),
        sa.column("active", sa.Boolean),
        sa.column("unmet", sa.Boolean),
    )
    new = {"active": True, "version": 1}
    op.bulk_insert(
        choice,
        [
            {"list": name, "key": key, "label": label, "position": n, "unmet": key in UNMET} | new
            for name, lines in LISTS.items()
            for n, (key, label) in enumerate(lines)
        ],
    )
    period = sa.table(
        "opening_period",
        sa.column("weekday", sa.Integer),
        sa.column("opens", sa.Time),
        sa.column("closes", sa.Time),
    )
    op.bulk_insert(
        period,
        [{"weekday": day, "opens": dt.time(9), "closes": dt.time(17)} for day in range(5)],
    )
    setting = sa.table(
        "setting",
        sa.column("key", sa.String),
        sa.column("value", sa.JSON),
        sa.column("version", sa.Integer),
    )
    own = {"database_id": uuid.uuid4().hex, "audit_key": secrets.token_hex(32)}
    op.bulk_insert(setting, [{"key": key, "value": own[key], "version": 1} for key in own])


def create_tables() -> None:
    create_article()
    create_choice()
    create_closed_day()
    create_counted()
    create_day_count()
    create_erasure()
    create_lexicon()
    create_opening_period()
    create_phone()
    create_picture()
    create_service()
    create_setting()
    create_staff()
    create_tally()
    create_year_counter()
    create_article_version()
    create_review_answer()
    create_article_comment()
    create_audit_entry()
    create_desk_card()
    create_desk_card_version()
    create_import_run()
    create_person()
    create_phone_suffix()
    create_screening_question()
    create_question_version()
    create_question_service()
    create_question_body_area()
    create_service_alias()
    create_service_article()
    create_service_practitioner()
    create_staff_secret()
    create_enquiry()
    create_call()
    create_former_name()
    create_not_the_same()
    create_person_key()
    create_person_merge()
    create_person_phone()
    create_relation()
    create_follow_up()
    create_handout_record()
    create_screening_answer()
    create_attempt()
    create_consent()
    create_hand_over()
    create_said_card()
    create_printed_list()


def one_of(name: str, *values: str) -> sa.Enum:
    """One of a few words, kept as text on both databases."""
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def create_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("translation_of", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("current_number", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["translation_of"], ["article.id"], name=op.f("fk_article_translation_of_article")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_public_id")),
    )
    op.create_index(op.f("ix_article_translation_of"), "article", ["translation_of"])


def create_choice() -> None:
    op.create_table(
        "choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "list",
            one_of("choicelist", "heard", "lost_reason", "body_area", "snippet", "own_word"),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("unmet", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
        sa.UniqueConstraint("list", "key", name=op.f("uq_choice_list_key")),
    )
    op.create_index(op.f("ix_choice_list_position"), "choice", ["list", "position"])


def create_closed_day() -> None:
    op.create_table(
        "closed_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_closed_day")),
    )


def create_counted() -> None:
    op.create_table(
        "counted",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("heard_id", sa.Integer(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("lost_reason_id", sa.Integer(), nullable=True),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("first_call", sa.Integer(), nullable=True),
        sa.Column("in_time", sa.SmallInteger(), nullable=False),
        sa.Column("late", sa.SmallInteger(), nullable=False),
        sa.Column("waiting", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "enquiry_id", name=op.f("pk_counted")),
        sqlite_with_rowid=False,
    )


def create_day_count() -> None:
    op.create_table(
        "day_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_count")),
    )


def create_erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("enquiries", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )


def create_lexicon() -> None:
    op.create_table(
        "lexicon",
        sa.Column(
            "word",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_lexicon")),
        sqlite_with_rowid=False,
    )


def create_opening_period() -> None:
    op.create_table(
        "opening_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_period")),
    )


def create_phone() -> None:
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("e164", sa.String(length=32), nullable=True),
        sa.Column("digits", sa.String(length=64), nullable=False),
        sa.Column("spellings", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sa.UniqueConstraint("key", name=op.f("uq_phone_key")),
    )


def create_picture() -> None:
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("kind", one_of("picturekind", "png", "jpeg"), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("grey", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_picture_fingerprint")),
    )


def create_service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("first_minutes", sa.Integer(), nullable=True),
        sa.Column("return_minutes", sa.Integer(), nullable=True),
        sa.Column("first_price", sa.Integer(), nullable=True),
        sa.Column("return_price", sa.Integer(), nullable=True),
        sa.Column("wear", sa.String(), nullable=False),
        sa.Column("first_visit", sa.String(), nullable=False),
        sa.Column("to_practitioner", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("public_id", name=op.f("uq_service_public_id")),
    )


def create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=8), nullable=False),
        sa.Column(
            "role",
            one_of("role", "receptionist", "practitioner", "manager"),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("public_id", name=op.f("uq_staff_public_id")),
    )


def create_tally() -> None:
    key = sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql")
    op.create_table(
        "tally",
        sa.Column("span", key, nullable=False),
        sa.Column("kind", key, nullable=False),
        sa.Column("one", key, nullable=False),
        sa.Column("two", key, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("span", "kind", "one", "two", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )


def create_year_counter() -> None:
    op.create_table(
        "year_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_year_counter")),
    )


def create_article_version() -> None:
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            one_of("articlestate", "draft", "in_review", "approved", "retired"),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("left_open", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_version_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name=op.f("fk_article_version_reviewer_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff.id"], name=op.f("fk_article_version_written_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint(
            "article_id", "number", name=op.f("uq_article_version_article_id_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_version_public_id")),
    )


def create_review_answer() -> None:
    op.create_table(
        "review_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            one_of(
                "humanquestion", "purpose", "to_the_point", "order", "pictures", "facts", "tried"
            ),
            nullable=False,
        ),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["staff.id"], name=op.f("fk_review_answer_answered_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name=op.f("fk_review_answer_article_version_id_article_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answer")),
        sa.UniqueConstraint(
            "article_version_id",
            "question",
            name=op.f("uq_review_answer_article_version_id_question"),
        ),
    )


def create_article_comment() -> None:
    op.create_table(
        "article_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_article_comment_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"], ["staff.id"], name=op.f("fk_article_comment_resolved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff.id"], name=op.f("fk_article_comment_written_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_comment_public_id")),
    )
    op.create_index(op.f("ix_article_comment_article_id"), "article_comment", ["article_id"])


def create_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_audit_entry_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject", "subject_id", "id"])
    op.create_index("ix_audit_entry_at", "audit_entry", ["at", "id"])


def create_desk_card() -> None:
    op.create_table(
        "desk_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            one_of("cardkind", "say", "do_not_say", "pass_on"),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["staff.id"], name=op.f("fk_desk_card_approved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_desk_card_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_desk_card_service_id_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_card")),
        sa.UniqueConstraint("public_id", name=op.f("uq_desk_card_public_id")),
    )
    op.create_index(op.f("ix_desk_card_service_id"), "desk_card", ["service_id"])


def create_desk_card_version() -> None:
    op.create_table(
        "desk_card_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            one_of("cardkind", "say", "do_not_say", "pass_on"),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["staff.id"], name=op.f("fk_desk_card_version_approved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_desk_card_version_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["staff.id"], name=op.f("fk_desk_card_version_saved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["desk_card.id"],
            name=op.f("fk_desk_card_version_card_id_desk_card"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_card_version")),
        sa.UniqueConstraint("card_id", "number", name=op.f("uq_desk_card_version_card_id_number")),
    )


def create_import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["started_by"], ["staff.id"], name=op.f("fk_import_run_started_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["staff.id"], name=op.f("fk_import_run_undone_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_fingerprint"), "import_run", ["fingerprint"])


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("do_not_contact_reason", sa.String(length=200), nullable=False),
        sa.Column("do_not_contact_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("do_not_contact_by", sa.Integer(), nullable=True),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["do_not_contact_by"], ["staff.id"], name=op.f("fk_person_do_not_contact_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )


def create_phone_suffix() -> None:
    op.create_table(
        "phone_suffix",
        sa.Column(
            "suffix",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("phone_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phone_id"],
            ["phone.id"],
            name=op.f("fk_phone_suffix_phone_id_phone"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("suffix", "phone_id", name=op.f("pk_phone_suffix")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_phone_suffix_phone_id", "phone_suffix", ["phone_id"])


def create_screening_question() -> None:
    op.create_table(
        "screening_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "level",
            one_of("screeninglevel", "emergency", "urgent", "tell_practitioner"),
            nullable=False,
        ),
        sa.Column("hand_over_words", sa.String(), nullable=False),
        sa.Column("hand_over_to", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["staff.id"], name=op.f("fk_screening_question_approved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_screening_question_owner_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screening_question_public_id")),
    )


def create_question_version() -> None:
    op.create_table(
        "question_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "level",
            one_of("screeninglevel", "emergency", "urgent", "tell_practitioner"),
            nullable=False,
        ),
        sa.Column("hand_over_words", sa.String(), nullable=False),
        sa.Column("hand_over_to", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["staff.id"], name=op.f("fk_question_version_approved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_question_version_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["staff.id"], name=op.f("fk_question_version_saved_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["screening_question.id"],
            name=op.f("fk_question_version_question_id_screening_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_version")),
        sa.UniqueConstraint(
            "question_id", "number", name=op.f("uq_question_version_question_id_number")
        ),
    )


def create_question_service() -> None:
    op.create_table(
        "question_service",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["screening_question.id"],
            name=op.f("fk_question_service_question_id_screening_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_question_service_service_id_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "service_id", name=op.f("pk_question_service")),
    )
    op.create_index(op.f("ix_question_service_service_id"), "question_service", ["service_id"])


def create_question_body_area() -> None:
    op.create_table(
        "question_body_area",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("body_area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["screening_question.id"],
            name=op.f("fk_question_body_area_question_id_screening_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["body_area_id"],
            ["choice.id"],
            name=op.f("fk_question_body_area_body_area_id_choice"),
        ),
        sa.PrimaryKeyConstraint("question_id", "body_area_id", name=op.f("pk_question_body_area")),
    )
    op.create_index(
        op.f("ix_question_body_area_body_area_id"),
        "question_body_area",
        ["body_area_id"],
    )


def create_service_alias() -> None:
    op.create_table(
        "service_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_service_alias_service_id_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_alias")),
    )
    op.create_index(op.f("ix_service_alias_service_id"), "service_alias", ["service_id"])


def create_service_article() -> None:
    op.create_table(
        "service_article",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_service_article_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_service_article_service_id_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("service_id", "article_id", name=op.f("pk_service_article")),
    )
    op.create_index(op.f("ix_service_article_article_id"), "service_article", ["article_id"])


def create_service_practitioner() -> None:
    op.create_table(
        "service_practitioner",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_service_practitioner_service_id_service"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_service_practitioner_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("service_id", "staff_id", name=op.f("pk_service_practitioner")),
    )
    op.create_index(op.f("ix_service_practitioner_staff_id"), "service_practitioner", ["staff_id"])


def create_staff_secret() -> None:
    op.create_table(
        "staff_secret",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("hashed", sa.String(length=400), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_secret_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_secret")),
    )


def create_enquiry() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            one_of("channel", "phone", "walk_in", "voicemail", "email", "web", "referral"),
            nullable=False,
        ),
        sa.Column("caller_id", sa.Integer(), nullable=True),
        sa.Column("caller_name", sa.String(length=200), nullable=False),
        sa.Column(
            "caller_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("phone_raw", sa.String(length=64), nullable=False),
        sa.Column(
            "about",
            one_of("about", "self", "child", "partner", "parent", "other"),
            nullable=False,
        ),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("about_name", sa.String(length=200), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("concern", sa.String(), nullable=False),
        sa.Column("body_area_id", sa.Integer(), nullable=True),
        sa.Column("heard_id", sa.Integer(), nullable=True),
        sa.Column("heard_detail", sa.String(length=200), nullable=False),
        sa.Column(
            "outcome",
            one_of(
                "outcome",
                "booked",
                "call_back",
                "question_to_practitioner",
                "information_given",
                "waiting_for_slot",
                "not_suitable",
                "emergency_handed_over",
                "wrong_number",
                "lost",
            ),
            nullable=True,
        ),
        sa.Column("lost_reason_id", sa.Integer(), nullable=True),
        sa.Column("outcome_note", sa.String(), nullable=False),
        sa.Column("routine_reason", sa.String(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("needs_next_step", sa.Boolean(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about_id"], ["person.id"], name=op.f("fk_enquiry_about_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["body_area_id"], ["choice.id"], name=op.f("fk_enquiry_body_area_id_choice")
        ),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["person.id"], name=op.f("fk_enquiry_caller_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["heard_id"], ["choice.id"], name=op.f("fk_enquiry_heard_id_choice")
        ),
        sa.ForeignKeyConstraint(
            ["lost_reason_id"], ["choice.id"], name=op.f("fk_enquiry_lost_reason_id_choice")
        ),
        sa.ForeignKeyConstraint(["phone_id"], ["phone.id"], name=op.f("fk_enquiry_phone_id_phone")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_enquiry_service_id_service")
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["staff.id"], name=op.f("fk_enquiry_taken_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enquiry_public_id")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_enquiry_year_number")),
    )
    op.create_index("ix_enquiry_about", "enquiry", ["about_id", "received_on", "id"])
    op.create_index("ix_enquiry_caller", "enquiry", ["caller_id", "received_on", "id"])
    op.create_index("ix_enquiry_channel", "enquiry", ["channel", "received_on", "id"])
    op.create_index("ix_enquiry_day", "enquiry", ["received_on", "id"])
    op.create_index("ix_enquiry_heard", "enquiry", ["heard_id", "received_on", "id"])
    op.create_index(
        "ix_enquiry_lost",
        "enquiry",
        ["lost_reason_id", "received_on", "id"],
        sqlite_where=sa.text("lost_reason_id IS NOT NULL"),
        postgresql_where=sa.text("lost_reason_id IS NOT NULL"),
    )
    op.create_index("ix_enquiry_name", "enquiry", ["caller_key", "id"])
    op.create_index(
        "ix_enquiry_no_next_step",
        "enquiry",
        ["received_on", "id"],
        sqlite_where=sa.text("needs_next_step = 1"),
        postgresql_where=sa.text("needs_next_step"),
    )
    op.create_index(
        "ix_enquiry_open",
        "enquiry",
        ["received_on", "id"],
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("ix_enquiry_outcome", "enquiry", ["outcome", "received_on", "id"])
    op.create_index("ix_enquiry_phone", "enquiry", ["phone_id", "id"])
    op.create_index("ix_enquiry_service", "enquiry", ["service_id", "received_on", "id"])
    op.create_index("ix_enquiry_taken_by", "enquiry", ["taken_by", "received_on", "id"])


def create_call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("telephone_id", sa.String(length=200), nullable=False),
        sa.Column(
            "direction",
            one_of("calldirection", "incoming"),
            nullable=False,
        ),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("phone_raw", sa.String(length=64), nullable=False),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("rang_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rang_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismissed_by", sa.Integer(), nullable=True),
        sa.Column(
            "dismissed_reason",
            one_of("dismissreason", "not_an_enquiry", "wrong_number"),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dismissed_by"], ["staff.id"], name=op.f("fk_call_dismissed_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_call_enquiry_id_enquiry"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["phone_id"], ["phone.id"], name=op.f("fk_call_phone_id_phone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("public_id", name=op.f("uq_call_public_id")),
    )
    op.create_index("ix_call_day", "call", ["rang_on", "id"])
    op.create_index(op.f("ix_call_enquiry_id"), "call", ["enquiry_id"])
    op.create_index("ix_call_number", "call", ["phone_id", "rang_at"])


def create_former_name() -> None:
    op.create_table(
        "former_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_former_name_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(op.f("ix_former_name_person_id"), "former_name", ["person_id"])


def create_not_the_same() -> None:
    op.create_table(
        "not_the_same",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["person.id"],
            name=op.f("fk_not_the_same_other_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_not_the_same_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["told_by"], ["staff.id"], name=op.f("fk_not_the_same_told_by_staff")
        ),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_not_the_same")),
    )
    op.create_index(op.f("ix_not_the_same_other_id"), "not_the_same", ["other_id"])


def create_person_key() -> None:
    op.create_table(
        "person_key",
        sa.Column(
            "key",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_person_key_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_person_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_key_person_id", "person_key", ["person_id"])


def create_person_merge() -> None:
    op.create_table(
        "person_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keep_id"],
            ["person.id"],
            name=op.f("fk_person_merge_keep_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merged_by"], ["staff.id"], name=op.f("fk_person_merge_merged_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["person.id"],
            name=op.f("fk_person_merge_other_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["staff.id"], name=op.f("fk_person_merge_undone_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(op.f("ix_person_merge_keep_id"), "person_merge", ["keep_id"])
    op.create_index(op.f("ix_person_merge_other_id"), "person_merge", ["other_id"])


def create_person_phone() -> None:
    op.create_table(
        "person_phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phone_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column(
            "voicemail",
            one_of(
                "voicemailrule",
                "unknown",
                "no_message",
                "name_and_number",
                "may_mention_appointment",
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("former_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_person_phone_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phone.id"], name=op.f("fk_person_phone_phone_id_phone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_phone")),
    )
    op.create_index(op.f("ix_person_phone_person_id"), "person_phone", ["person_id"])
    op.create_index(
        op.f("ix_person_phone_phone_id_person_id"),
        "person_phone",
        ["phone_id", "person_id"],
    )


def create_relation() -> None:
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            one_of("about", "self", "child", "partner", "parent", "other"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["person.id"],
            name=op.f("fk_relation_other_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_relation_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_other_id"), "relation", ["other_id"])
    op.create_index(
        op.f("ix_relation_person_id_other_id"), "relation", ["person_id", "other_id"], unique=True
    )


def create_follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column(
            "outcome_before",
            one_of(
                "outcome",
                "booked",
                "call_back",
                "question_to_practitioner",
                "information_given",
                "waiting_for_slot",
                "not_suitable",
                "emergency_handed_over",
                "wrong_number",
                "lost",
            ),
            nullable=True,
        ),
        sa.Column("lost_reason_id_before", sa.Integer(), nullable=True),
        sa.Column("booked_on_before", sa.Date(), nullable=True),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["follow_up.id"],
            name=op.f("fk_follow_up_answers_id_follow_up"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["done_by"], ["staff.id"], name=op.f("fk_follow_up_done_by_staff")),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_follow_up_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lost_reason_id_before"],
            ["choice.id"],
            name=op.f("fk_follow_up_lost_reason_id_before_choice"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_follow_up_made_by_staff")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_follow_up_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phone.id"], name=op.f("fk_follow_up_phone_id_phone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("public_id", name=op.f("uq_follow_up_public_id")),
    )
    op.create_index(
        "ix_follow_up_due",
        "follow_up",
        ["owner_id", "due_on", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_follow_up_due_all",
        "follow_up",
        ["due_on", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(op.f("ix_follow_up_enquiry_id"), "follow_up", ["enquiry_id"])


def create_handout_record() -> None:
    op.create_table(
        "handout_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("recipient_name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            one_of("handoutkind", "sheet", "leaflet", "summary"),
            nullable=False,
        ),
        sa.Column("size_points", sa.Integer(), nullable=False),
        sa.Column(
            "paper",
            one_of("paper", "letter", "a4"),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column(
            "medium",
            one_of("medium", "printed", "saved"),
            nullable=False,
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name=op.f("fk_handout_record_article_version_id_article_version"),
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_handout_record_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["staff.id"], name=op.f("fk_handout_record_given_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_handout_record_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout_record")),
        sa.UniqueConstraint("public_id", name=op.f("uq_handout_record_public_id")),
    )
    op.create_index(
        op.f("ix_handout_record_article_version_id"),
        "handout_record",
        ["article_version_id"],
    )
    op.create_index(op.f("ix_handout_record_enquiry_id"), "handout_record", ["enquiry_id"])
    op.create_index("ix_handout_record_given", "handout_record", ["given_at", "id"])
    op.create_index(op.f("ix_handout_record_person_id"), "handout_record", ["person_id"])


def create_screening_answer() -> None:
    op.create_table(
        "screening_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("question_text", sa.String(), nullable=False),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            one_of("screeninglevel", "emergency", "urgent", "tell_practitioner"),
            nullable=False,
        ),
        sa.Column(
            "reply",
            one_of("screeningreply", "yes", "no", "not_asked"),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_screening_answer_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["screening_question.id"],
            name=op.f("fk_screening_answer_question_id_screening_question"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_answer")),
    )
    op.create_index(op.f("ix_screening_answer_enquiry_id"), "screening_answer", ["enquiry_id"])


def create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.Uuid(), nullable=True),
        sa.Column(
            "channel",
            one_of("channel", "phone", "walk_in", "voicemail", "email", "web", "referral"),
            nullable=True,
        ),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "result",
            one_of(
                "attemptresult",
                "no_answer",
                "left_message",
                "spoke",
                "wrong_number",
                "note",
                "override",
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("phone_raw", sa.String(length=64), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("starts_before", sa.Time(), nullable=True),
        sa.Column("ends_before", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
            name=op.f("fk_attempt_follow_up_id_follow_up"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_attempt_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attempt_public_id")),
    )
    op.create_index(op.f("ix_attempt_follow_up_id"), "attempt", ["follow_up_id"])


def create_consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_version", sa.Integer(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_consent_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["staff.id"], name=op.f("fk_consent_taken_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_enquiry_id"), "consent", ["enquiry_id"])


def create_hand_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("words_said", sa.String(), nullable=False),
        sa.Column("taken_over_by", sa.String(length=200), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["screening_answer.id"],
            name=op.f("fk_hand_over_answer_id_screening_answer"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_hand_over_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_index(op.f("ix_hand_over_enquiry_id"), "hand_over", ["enquiry_id"])
    op.create_index(
        "ix_hand_over_open",
        "hand_over",
        ["handed_over_at", "id"],
        sqlite_where=sa.text("taken_over_at IS NULL"),
        postgresql_where=sa.text("taken_over_at IS NULL"),
    )


def create_said_card() -> None:
    op.create_table(
        "said_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("card_version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            one_of("cardkind", "say", "do_not_say", "pass_on"),
            nullable=False,
        ),
        sa.Column("card_text", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["desk_card.id"],
            name=op.f("fk_said_card_card_id_desk_card"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_said_card_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_card")),
    )
    op.create_index(op.f("ix_said_card_enquiry_id"), "said_card", ["enquiry_id"])


def create_printed_list() -> None:
    op.create_table(
        "printed_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.Integer(), nullable=True),
        sa.Column("desk", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["printed_by"], ["staff.id"], name=op.f("fk_printed_list_printed_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_list")),
    )
