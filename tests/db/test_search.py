"""Searches find what a plain scan finds, in the same order, on both databases."""

import datetime as dt
import random
import uuid
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.domain.article import ArticleText, Block, BlockKind
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, Outcome
from db.domain.phone import looks_like_number, search_digits
from db.domain.words import query_words
from db.models import Enquiry, Person, PersonPhone, Phone
from db.queries.best_matches import LOOKED_AT, Matches, best_first, best_of_everything
from db.queries.enquiry_log import NOT_SAID, LogFilter, SortBy, log_count, log_page
from db.queries.log_places import log_ids, log_place, log_rows, log_slice
from db.queries.people import people
from db.queries.search import Hit, HitKind, search_everything
from db.services.articles import NewArticle, add_article
from db.services.enquiries import bin_enquiry, log_enquiry
from db.services.people import PersonFields, add_person

TODAY = dt.date(2026, 3, 6)
FIRST = ("Ana", "Zoë", "José", "Łukasz", "O'Brien", "Mary-Jane", "李", "نور", "anna", "ANTON")
LAST = ("Lopez", "Müller", "Großmann", "Lee", "Leigh", "al-Hassan", "小龙", "Ortiz")
WORDS = (
    "back", "backache", "neck", "knee", "kneeling", "X-ray", "don't", "needles", "çervical",
    "night", "nights", "worse", "828", "sore", "shoulder", "5550142",
)  # fmt: skip
ENQUIRIES = 60
TRY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)


@pytest.fixture
def filled(database, actor, now):
    """Random people with random words on random days; some are in the bin."""
    chance = random.Random(7)
    for n in range(ENQUIRIES):
        fields = EnquiryFields(
            chance.choice(list(Channel)),
            f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            phone=chance.choice(("", f"828 555 01{chance.randrange(100):02}", "+44 20 7946 0018")),
            concern=" ".join(chance.choices(WORDS, k=chance.randrange(6))),
            outcome=chance.choice((None, Outcome.INFORMATION_GIVEN, Outcome.BOOKED)),
        )
        day = TODAY - dt.timedelta(days=chance.randrange(12))
        new = NewEnquiry(uuid.uuid4(), now, day, fields)
        by = {"actor": actor, "at": now}
        change = database.write(partial(log_enquiry, new=new, region="US", **by))
        if n % 9 == 4:
            binning = partial(bin_enquiry, enquiry_id=change.record_id, **by)
            database.write(partial(binning, seen_version=change.version))
    return database


typed_texts = st.one_of(
    st.builds(
        lambda parts, cut: " ".join(parts)[:cut],
        st.lists(st.sampled_from([*FIRST, *LAST, *WORDS]), min_size=1, max_size=3),
        st.integers(1, 24),
    ),
    st.from_regex(r"(828 ?)?5?55 ?01?[0-9]{0,2}", fullmatch=True),
    st.text(max_size=8),
)


def words_match(text, typed):
    """What a search for words means, said as plainly as can be."""
    *whole, beginning = query_words(typed)
    words = set(text.split())
    return words.issuperset(whole) and any(word.startswith(beginning) for word in words)


def digits_match(spellings, typed):
    return any(search_digits(typed) in spelling for spelling in spellings.split())


def scan_log(session, typed):
    """The ids a search of the log must find, by looking at every row."""
    phones = {phone.id: phone.spellings for phone in session.query(Phone)}
    rows = [row for row in session.query(Enquiry) if row.binned_at is None]
    if looks_like_number(typed.strip()):
        return {row.id for row in rows if digits_match(phones.get(row.phone_id, ""), typed)}
    if query_words(typed):
        return {row.id for row in rows if words_match(row.search_text, typed)}
    return {row.id for row in rows}


def scan_people(session, typed):
    owners = {}
    for own in session.query(PersonPhone):
        owners.setdefault(own.person_id, []).append(own.phone.spellings)
    rows = list(session.query(Person))
    if looks_like_number(typed.strip()):
        return {p.id for p in rows if digits_match(" ".join(owners.get(p.id, ())), typed)}
    if words := query_words(typed):
        named = {p.id for p in rows if words_match(p.search_text, typed)}
        return named or {p.id for p in rows if all(word in p.search_text for word in words)}
    return {p.id for p in rows}


def test_the_log_and_the_people_find_what_a_plain_scan_finds(filled):
    found_something = []

    @TRY
    @given(typed_texts)
    def compare(typed):
        wanted = LogFilter(typed=typed)
        rows = filled.read(partial(log_page, wanted=wanted)).rows
        expected = filled.read(partial(scan_log, typed=typed))
        assert {row.enquiry_id for row in rows} == expected, typed
        assert filled.read(partial(log_count, wanted=wanted)) == len(expected)
        assert list(filled.read(partial(log_ids, wanted=wanted)).ids) == [
            row.enquiry_id for row in rows
        ]
        rows = filled.read(partial(people, typed=typed))
        found = [row.person_id for row in rows if not row.alike]
        assert found == sorted(filled.read(partial(scan_people, typed=typed)), reverse=True), typed
        found_something.append(0 < len(expected) < ENQUIRIES // 2)

    compare()
    assert sum(found_something) > 8


def among(*values):
    return st.sampled_from((None, None, *values))


filters = st.builds(
    LogFilter,
    typed=st.one_of(st.just(""), typed_texts),
    channel=among(*Channel),
    outcome=among(NOT_SAID, Outcome.INFORMATION_GIVEN, Outcome.BOOKED),
    since=among(TODAY - dt.timedelta(days=8)),
    until=among(TODAY - dt.timedelta(days=3)),
    open_only=among(True, False),
    hour=among(4 * 24 + 15, 3),
    sort_by=st.sampled_from(SortBy),
    descending=st.booleans(),
)


def passes(row, wanted):
    """What a filter means, said as plainly as can be."""
    hour = row.started_at.weekday() * 24 + row.started_at.hour
    return (
        (wanted.channel is None or row.channel is wanted.channel)
        and (wanted.outcome is None or (row.outcome or NOT_SAID) == wanted.outcome)
        and (wanted.since is None or row.received_on >= wanted.since)
        and (wanted.until is None or row.received_on <= wanted.until)
        and (wanted.open_only is None or row.is_open == wanted.open_only)
        and (wanted.hour is None or hour == wanted.hour)
    )


def scan_filtered(session, wanted):
    found = scan_log(session, wanted.typed)
    return {row.id for row in session.query(Enquiry) if row.id in found and passes(row, wanted)}


def test_filters_and_search_together_find_what_a_plain_scan_finds(filled):
    counts = []

    @TRY
    @given(filters)
    def compare(wanted):
        expected = filled.read(partial(scan_filtered, wanted=wanted))
        ids = list(filled.read(partial(log_ids, wanted=wanted)).ids)
        assert sorted(ids) == sorted(expected), wanted
        turned = replace(wanted, descending=not wanted.descending)
        assert list(filled.read(partial(log_ids, wanted=turned)).ids) == ids[::-1], wanted
        assert filled.read(partial(log_count, wanted=wanted)) == len(expected), wanted
        counts.append(len(expected))

    compare()
    assert sum(0 < count < ENQUIRIES // 2 for count in counts) > 8


def test_a_search_over_everything_finds_what_a_plain_scan_finds(filled):
    @TRY
    @given(typed_texts)
    def compare(typed):
        hits = filled.read(partial(search_everything, typed=typed, limit=1_000))
        for kind, table in ((HitKind.ENQUIRY, Enquiry), (HitKind.PERSON, Person)):
            found = [hit.record_id for hit in hits if hit.kind is kind]
            expected = filled.read(partial(scan_everything, table=table, typed=typed))
            assert found == sorted(expected, reverse=True), typed

    compare()


def scan_everything(session, table, typed):
    """Words, and besides them digits when most of what was typed is digits."""
    found = set()
    rows = [row for row in session.query(table) if row.binned_at is None]
    digits = search_digits(typed)
    if len(digits) >= 3 and len(digits) >= len(typed.strip()) // 2:
        found |= {row.id for row in rows if digits_match(spellings(session, row), digits)}
    if query_words(typed):
        found |= {row.id for row in rows if words_match(row.search_text, typed)}
    return found


def spellings(session, row):
    if isinstance(row, Person):
        return " ".join(own.phone.spellings for own in row.numbers)
    phone = session.get(Phone, row.phone_id) if row.phone_id else None
    return phone.spellings if phone else ""


def test_a_limit_holds_for_each_kind_and_takes_the_newest(filled):
    hits = filled.read(partial(search_everything, typed="828", limit=3))
    everything = filled.read(partial(search_everything, typed="828", limit=1_000))
    for kind in (HitKind.ENQUIRY, HitKind.PERSON):
        all_of_it = [hit.record_id for hit in everything if hit.kind is kind]
        assert [hit.record_id for hit in hits if hit.kind is kind] == all_of_it[:3]


def test_an_article_is_found_by_its_words_and_tells_its_state(database, actor, now):
    words = Block(BlockKind.PARAGRAPH, "Needles may help.")
    new = NewArticle(ArticleText(title="Acupuncture and sleep", intro=(words,)))
    database.write(partial(add_article, actor=actor, at=now, new=new))
    [hit] = database.read(partial(search_everything, typed="needl"))
    assert (hit.kind, hit.title, hit.detail) == (
        HitKind.ARTICLE, "Acupuncture and sleep", "draft",
    )  # fmt: skip


def test_every_place_of_the_log_is_the_same_row_whichever_way_it_is_reached(filled):
    for descending in (True, False):
        wanted = LogFilter(descending=descending)
        rows = list(filled.read(partial(log_page, wanted=wanted, limit=1_000)).rows)
        assert len(rows) == filled.read(log_count)
        for first in (0, 1, 7, 20, len(rows) - 1, len(rows), 10_000):
            part = filled.read(partial(log_slice, first=first, limit=9, descending=descending))
            assert list(part) == rows[first : first + 9]
        for place in (0, 5, len(rows) - 1):
            found = partial(log_place, enquiry_id=rows[place].enquiry_id, descending=descending)
            assert filled.read(found) == place


def test_ids_come_in_stretches_that_join_without_a_seam(filled):
    for sort_by in SortBy:
        for descending in (True, False):
            wanted = LogFilter(typed="a", sort_by=sort_by, descending=descending)
            whole = list(filled.read(partial(log_ids, wanted=wanted)).ids)
            joined, after = [], None
            while True:
                part = filled.read(partial(log_ids, wanted=wanted, after=after, limit=4))
                joined += part.ids
                after = part.next_cursor
                if after is None:
                    break
            assert joined == whole
            assert [r.enquiry_id for r in filled.read(partial(log_rows, ids=whole))] == whole
            page = filled.read(partial(log_page, wanted=wanted, limit=1_000))
            assert [row.enquiry_id for row in page.rows] == whole


def test_the_log_by_outcome_is_by_day_within_each(filled):
    with filled.reading() as session:
        kept = [row for row in session.query(Enquiry) if row.binned_at is None]
        plain = [
            row.id
            for row in sorted(
                kept,
                key=lambda row: (row.outcome.value if row.outcome else "", row.received_on, row.id),
            )
        ]
    for descending in (True, False):
        wanted = LogFilter(sort_by=SortBy.OUTCOME, descending=descending)
        ids = list(filled.read(partial(log_ids, wanted=wanted)).ids)
        assert ids == (plain[::-1] if descending else plain)


def test_what_is_in_the_bin_has_no_place(filled):
    with filled.reading() as session:
        binned = next(row.id for row in session.query(Enquiry) if row.binned_at is not None)
    assert filled.read(partial(log_place, enquiry_id=binned)) is None
    assert filled.read(partial(log_rows, ids=[binned])) == []


def test_of_more_matches_than_are_shown_everything_answers_with_the_newest(filled):
    for typed in ("back", "828 555"):
        shown = filled.read(partial(search_everything, typed=typed, limit=3))
        every = filled.read(partial(search_everything, typed=typed, limit=100))
        for kind in (HitKind.ENQUIRY, HitKind.PERSON):
            assert [h for h in shown if h.kind is kind] == [h for h in every if h.kind is kind][:3]


def test_the_best_of_everything_is_an_order_of_the_newest_matches(filled):
    @TRY
    @given(typed_texts)
    def compare(typed):
        hits = filled.read(partial(search_everything, typed=typed, limit=LOOKED_AT))
        found = filled.read(partial(best_of_everything, typed=typed, limit=LOOKED_AT))
        for kind in HitKind:
            newest = [hit for hit in hits if hit.kind is kind]
            [matches] = [each for each in found if each.kind is kind] or [Matches(kind, [], 0)]
            assert matches.count == len(newest)
            assert set(matches.best) == set(newest)
            assert list(matches.best) == best_first(newest, typed)

    compare()


def hit(number, title, detail=""):
    return Hit(HitKind.ENQUIRY, number, title, detail)


def test_who_is_called_so_stands_before_who_begins_so_and_who_is_only_mentioned():
    mentioned, other = hit(9, "Bo Cox", "José Gil's hip"), hit(8, "Ana Gil", "José")
    begins, called, older = hit(7, "Jose Gil Prado"), hit(6, "José Gil"), hit(5, "JOSE GIL")
    newest = [mentioned, other, begins, called, older]
    assert best_first(newest, " jose gil") == [called, older, begins, other, mentioned]


def test_matches_that_are_as_good_stay_newest_first():
    newest = [hit(3, "Bo Cox", "sore neck"), hit(2, "", "neck"), hit(1, "Ana", "neck")]
    assert best_first(newest, "neck") == newest


def test_a_count_ends_where_nobody_counts_any_further(database, actor, now):
    for _ in range(LOOKED_AT + 1):
        fields = PersonFields("Ana Gil", [])
        add = partial(add_person, fields=fields, region="US", actor=actor, at=now)
        database.write(add)
    [people] = database.read(partial(best_of_everything, typed="gil", limit=6))
    assert (people.count, len(people.best)) == (LOOKED_AT, 6)
