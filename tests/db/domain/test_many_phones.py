"""Numbers of a whole file are understood as one by one."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from db.domain.many_phones import parse_many
from db.domain.phone import parse_phone

FORMS = st.sampled_from(["{0}{1}{2}", "({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "1{0}{1}{2}"])
FIGURES = st.from_regex(r"[0-9]{3}", fullmatch=True)


@given(FORMS, FIGURES, FIGURES, st.from_regex(r"[0-9]{4}", fullmatch=True))
def test_the_short_way_comes_to_the_same_as_the_library(form, area, exchange, line):
    raw = form.format(area, exchange, line)
    quick = parse_many([raw], "US")[raw]
    slow = parse_phone(raw, region="US")
    assert dataclasses.replace(quick, is_valid=slow.is_valid) == slow
