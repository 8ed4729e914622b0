"""What reports count is kept right by every command, on both databases."""

import datetime as dt
import random
import uuid
import zoneinfo
from functools import partial

import pytest
from sqlalchemy import select

from db.checking import Check, look_over
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Channel, ChoiceList, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.errors import DeskError
from db.domain.follow_up import AttemptResult, Ending
from db.domain.report import Days, in_months, minutes_to_call
from db.models import Choice, Enquiry, FollowUp, Person, PersonMerge, Service, counted, tally
from db.queries.reports import counts
from db.services.attempts import record_attempt, take_back_attempt
from db.services.clinic import save_profile
from db.services.counting import all_facts, count_all
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry
from db.services.follow_ups import (
    add_follow_up,
    finish_follow_up,
    move_follow_up,
    reopen_follow_up,
    withdraw_follow_up,
)
from db.services.merging import merge_people, unmerge_people

TODAY = dt.date(2026, 3, 6)
STEPS = 160


class Clinic:
    """Gives random commands, as desks would: many are refused."""

    def __init__(self, database, actor, now, seed):
        self.chance = random.Random(seed)
        self.database, self.actor, self.now = database, actor, now
        self.given = set()
        with database.transaction() as session:
            session.add_all(Service(name=name, position=0) for name in ("Massage", "Cupping"))
            session.flush()
            self.services = [None, *session.scalars(select(Service.id))]
            by_list = select(Choice.id).where(Choice.list == ChoiceList.HEARD)
            self.heard = [None, *session.scalars(by_list)][:4]
            by_list = select(Choice.id).where(Choice.list == ChoiceList.LOST_REASON)
            self.reasons = list(session.scalars(by_list))[:3]

    @property
    def commands(self):
        return (
            self.log, self.change, self.bin, self.add, self.finish, self.reopen, self.tried,
            self.take_back, self.move, self.withdraw, self.merge, self.unmerge,
        )  # fmt: skip

    def step(self, *commands):
        command = self.chance.choice(commands or (self.log, self.log, *self.commands))
        self.now += dt.timedelta(minutes=self.chance.randrange(600))
        try:
            command()
        except DeskError:
            return
        self.given.add(command.__name__)

    def give(self, command, **arguments):
        self.database.write(partial(command, actor=self.actor, at=self.now, **arguments))

    def some(self, kind):
        """The id and version of any record; of none as if it were gone."""
        with self.database.reading() as session:
            found = session.execute(select(kind.id, kind.version).order_by(kind.id)).all()
        return self.chance.choice(found) if found else (0, 0)

    def fields(self):
        outcome = self.chance.choice([None, *Outcome])
        return EnquiryFields(
            self.chance.choice(list(Channel)),
            self.chance.choice(("Ana Lopez", "Zoë Müller", "Bo Chen")),
            phone=f"828 555 01{self.chance.randrange(4):02d}",
            service_id=self.chance.choice(self.services),
            heard_id=self.chance.choice(self.heard),
            outcome=outcome,
            lost_reason_id=self.chance.choice(self.reasons) if outcome is Outcome.LOST else None,
        )

    def soon(self):
        return NextStep(TODAY + dt.timedelta(days=self.chance.randrange(4)))

    def log(self):
        day = TODAY - dt.timedelta(days=self.chance.randrange(40))
        started = dt.datetime.combine(day, dt.time(self.chance.randrange(24)), dt.UTC)
        step = self.chance.choice((None, self.soon()))
        new = NewEnquiry(uuid.uuid4(), started, day, self.fields(), next_step=step)
        self.give(log_enquiry, new=new, region="US")

    def change(self):
        enquiry_id, version = self.some(Enquiry)
        self.give(
            change_enquiry, enquiry_id=enquiry_id, seen_version=version, fields=self.fields(),
            region="US",
        )  # fmt: skip

    def bin(self):
        enquiry_id, version = self.some(Enquiry)
        binned = self.chance.random() < 0.5
        self.give(bin_enquiry, enquiry_id=enquiry_id, seen_version=version, binned=binned)

    def add(self):
        self.give(add_follow_up, enquiry_id=self.some(Enquiry)[0], step=self.soon())

    def follow_up(self, command, **arguments):
        follow_up_id, version = self.some(FollowUp)
        self.give(command, follow_up_id=follow_up_id, seen_version=version, **arguments)

    def finish(self):
        outcome = self.chance.choice((None, Outcome.BOOKED, Outcome.LOST))
        self.follow_up(finish_follow_up, ending=Ending(outcome, self.reasons[0]))

    def reopen(self):
        self.follow_up(reopen_follow_up)

    def tried(self):
        result = self.chance.choice(list(AttemptResult))
        self.follow_up(record_attempt, result=result, note="x", next_try=self.soon())

    def take_back(self):
        self.follow_up(take_back_attempt)

    def move(self):
        self.follow_up(move_follow_up, step=self.soon())

    def withdraw(self):
        self.follow_up(withdraw_follow_up)

    def merge(self):
        (keep, keep_version), (other, other_version) = self.some(Person), self.some(Person)
        if keep != other:
            self.give(
                merge_people, keep_id=keep, keep_version=keep_version, other_id=other,
                other_version=other_version, choices={},
            )  # fmt: skip

    def unmerge(self):
        with self.database.reading() as session:
            merge_id = session.scalar(select(PersonMerge.id).order_by(PersonMerge.id.desc()))
        self.give(unmerge_people, merge_id=merge_id or 0)


def everything(session):
    sums = select(tally).where(tally.c.asked != 0)
    return (
        sorted(map(tuple, session.execute(select(counted)))),
        sorted(map(tuple, session.execute(sums))),
    )


@pytest.fixture
def busy(database, actor, now):
    clinic = Clinic(database, actor, now, seed=3)
    zone = ClinicProfile(name="Clinic", time_zone="Asia/Kolkata")
    database.write(partial(save_profile, actor=actor, at=now, profile=zone))
    return clinic


def test_after_any_commands_the_figures_kept_are_those_counted_anew(busy):
    for _ in range(STEPS // 16):
        busy.step(busy.log)
    for _ in range(STEPS):
        busy.step()
    assert len(busy.given) >= len(busy.commands) - 1, busy.given
    found = {finding.check: finding for finding in look_over(busy.database)}
    assert found[Check.FIGURES].looked_at > 20
    assert not any(finding.faults for finding in found.values()), found
    kept = busy.database.read(everything)
    busy.database.write(count_all)
    assert busy.database.read(everything) == kept


def test_another_time_zone_moves_the_hours(busy):
    for _ in range(16):
        busy.step(busy.log)
    days = Days(TODAY - dt.timedelta(days=50), TODAY)
    before = busy.database.read(partial(counts, days=days))
    profile = ClinicProfile(name="Clinic", time_zone="America/New_York")
    busy.give(save_profile, profile=profile)
    after = busy.database.read(partial(counts, days=days))
    assert after.hours != before.hours
    assert after.channels == before.channels
    facts = busy.database.read(lambda session: list(all_facts(session)))
    started = busy.database.read(
        lambda session: dict(session.execute(select(Enquiry.id, Enquiry.started_at)).all())
    )
    for fact in facts:
        wall = started[fact["enquiry_id"]].astimezone(zoneinfo.ZoneInfo("America/New_York"))
        assert fact["hour"] == wall.weekday() * 24 + wall.hour


def test_any_days_are_made_of_months_and_few_days_more():
    chance = random.Random(1)
    for _ in range(400):
        first = dt.date(2023, 11, 1) + dt.timedelta(days=chance.randrange(300))
        days = Days(first, first + dt.timedelta(days=chance.randrange(200)))
        whole, edges = in_months(days)
        times = dict.fromkeys(each(whole) if whole else (), 1)
        for sign, edge in edges:
            assert (edge.last - edge.first).days <= 15
            for day in each(edge):
                times[day] = times.get(day, 0) + sign
        assert [day for day, n in sorted(times.items()) if n] == list(each(days))
        assert set(times.values()) <= {0, 1}


def each(days):
    return (days.first + dt.timedelta(days=n) for n in range((days.last - days.first).days + 1))


def test_the_longer_a_call_back_took_the_rounder_it_is_counted():
    minutes = {90: 90, 119: 119, 200.4: 200, 202: 200, 203: 205, 1_439: 1_440, 1_500: 1_500,
               1_531: 1_560, -5: 0}  # fmt: skip
    for real, said in minutes.items():
        assert minutes_to_call(dt.timedelta(minutes=real)) == said
