"""Who and what leaves as a table: everybody but the bin, with words for ids."""

from functools import partial

from db.domain.enquiry import Channel, Outcome
from db.queries.exported import exported_enquiries, exported_people
from db.services.people import NumberLine, PersonFields, add_person, bin_person
from tests.db.test_importing import LOG, bring_in  # noqa: F401 - a fixture


def test_people_come_with_their_numbers_and_without_those_in_the_bin(database, actor, now):
    by = {"actor": actor, "at": now}
    numbers = [NumberLine("828 555 0101", "mobile"), NumberLine("828 555 0102")]
    fields = PersonFields("Zoë Ek", numbers, email="z@example.org", note="Mornings")
    database.write(partial(add_person, fields=fields, region="US", **by))
    other = partial(add_person, fields=PersonFields("Gone Away", []), region="US", **by)
    gone = database.write(other)
    database.write(partial(bin_person, person_id=gone.record_id, seen_version=gone.version, **by))
    (zoe,) = database.read(exported_people)
    assert (zoe.name, zoe.email, zoe.note) == ("Zoë Ek", "z@example.org", "Mornings")
    assert zoe.numbers == [("828 555 0101", "mobile"), ("828 555 0102", "")]


def test_enquiries_come_by_their_days_in_words(database, bring_in):  # noqa: F811
    bring_in(*LOG)
    found = database.read(exported_enquiries)
    assert [each.received_on.day for each in found] == [3, 3, 9, 10, 11]
    first = found[0]
    assert (first.caller_name, first.phone) == ("Élodie Marchetti", "(828) 555-0142")
    assert (first.channel, first.outcome) == (Channel.EMAIL, Outcome.INFORMATION_GIVEN)
    assert (first.service, first.heard, first.lost_reason, first.taken_by) == ("", "", "", "")
