"""Numbers of a whole file are understood as one by one."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.many_phones import parse_many
from db.domain.phone import parse_phone

# Of each country a number's figures, and how people write them.
WRITTEN = {
    "US": (
        r"[2-9][0-9]{9}",
        ("{0}{1}{2}", "({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "1{0}{1}{2}",
         "1-{0}-{1}-{2}", "+1 {0} {1} {2}", "+1({0}){1}-{2}"),
    ),
    "ES": (
        r"[5-9][0-9]{8}",
        ("{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "+34{0}{1}{2}", "+34 {0} {1} {2}"),
    ),
    "GB": (
        r"[1-37][0-9]{9}",
        ("0{0}{1}{2}", "0{0} {1} {2}", "0{0}-{1}-{2}", "+44{0}{1}{2}", "+44 {0} {1} {2}"),
    ),
}  # fmt: skip


@given(data=st.data(), country=st.sampled_from(sorted(WRITTEN)))
@pytest.mark.parametrize("region", ["US", "CA", "ES", "GB", "DE", ""])
def test_the_short_way_comes_to_the_same_as_the_library(region, data, country):
    figures, forms = WRITTEN[country]
    line = data.draw(st.from_regex(figures, fullmatch=True))
    raw = data.draw(st.sampled_from(forms)).format(line[:3], line[3:6], line[6:])
    quick = parse_many([raw], region)[raw]
    slow = parse_phone(raw, region=region)
    assert dataclasses.replace(quick, is_valid=slow.is_valid) == slow
