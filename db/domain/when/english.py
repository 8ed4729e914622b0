"""Follow-up times as they are typed in English. The form is explained in ``grammar``."""

from __future__ import annotations

import datetime as dt

from db.domain.when import days, past_days, times
from db.domain.when.grammar import Language

_WEEKDAYS = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tues": 1, "tue": 1,
    "wednesday": 2, "weds": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip
_MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBERS = {**_HOURS, "a": 1, "an": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2}
_ORDINALS = {f"{day}{ending}": day for day in range(1, 32) for ending in ("st", "nd", "rd", "th")}
_SPOKEN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty first": 21, "twenty second": 22,
    "twenty third": 23, "twenty fourth": 24, "twenty fifth": 25, "twenty sixth": 26,
    "twenty seventh": 27, "twenty eighth": 28, "twenty ninth": 29, "thirtieth": 30,
    "thirty first": 31,
}  # fmt: skip
_MINUTES = {"fifteen": 15, "thirty": 30, "forty five": 45}
_PAST = {
    "half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15,
    "a quarter to": -15, "five to": -5, "5 to": -5, "ten to": -10, "10 to": -10,
    "twenty to": -20, "20 to": -20, "five past": 5, "5 past": 5, "ten past": 10, "10 past": 10,
    "twenty past": 20, "20 past": 20,
}  # fmt: skip

_AROUND = "(?:around|about)"
_TO = "(?:-| to | and | until | till | til )"
_FROM_NOW = "(?: from now| from today| time)?"

LANGUAGE = Language(
    vocabulary={
        "weekday": _WEEKDAYS,
        "month": _MONTHS,
        "hour": _HOURS,
        "number": _NUMBERS,
        "day": {**_ORDINALS, **_SPOKEN_ORDINALS},
        "minute": _MINUTES,
        "ordinal": _ORDINALS,
    },
    halves={
        "am": range(12),
        "a": range(12),
        "pm": range(12, 24),
        "p": range(12, 24),
        "in the morning": range(12),
        "in the afternoon": range(12, 19),
        "in the evening": range(16, 24),
        "at night": range(17, 24),
    },
    past=_PAST,
    fillers=(
        "(?:please |pls )?(?:call|ring|phone|text|try)(?: her| him| them| me)?(?: back| again)?",
        "please",
        "pls",
    ),
    deadlines=("(?:by|no later than|latest) <latest>", "<latest>(?: at the)? latest"),
    noon=("noon", "midday", "12 noon"),
    parts={
        "morning": (dt.time(8), dt.time(12)),
        "am": (dt.time(8), dt.time(12)),
        "lunchtime": (dt.time(12), dt.time(14)),
        "lunch": (dt.time(12), dt.time(14)),
        "afternoon": (dt.time(12), dt.time(17)),
        "arvo": (dt.time(12), dt.time(17)),
        "pm": (dt.time(12), dt.time(20)),
        "evening": (dt.time(17), dt.time(21)),
        "night": (dt.time(17), dt.time(21)),
        "tonight": (dt.time(17), dt.time(21)),
    },
    clear_clocks=(
        r"(?P<hour>\d\d?)[:.]?(?P<minute>[0-5]\d) ?<half>",
        r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)",
        "<hour> ?<half>",
        r"(?P<hour>\d\d?)h(?P<minute>[0-5]\d)",
        "<hour> ?oclock(?: <half>)?",
        "<past> <hour>(?: ?<half>)?",
        "<noon>",
    ),
    plain_clocks=(
        "<hour>",
        "<hour> <minute>",
        r"(?P<hour>\d\d?)\.(?P<minute>[0-5][05])",
        r"(?P<hour>\d|0\d|1[0-8])(?P<minute>[0-5][05])",
    ),
    days=(
        ("(?:later )?today|tdy|2day", days.today),
        ("(?:tomorrow|tom|tmr|tmrw|tmw|tomoz|2moro|tomorow|tommorow|tommorrow)", days.tomorrow),
        ("(?:the )?day after tomorrow", days.day_after_tomorrow),
        ("(?:the )?next (?:open|working|business) day", days.next_open_day),
        (r"\+<number>", days.in_working_days),
        (
            f"(?:in |within )?<number> (?:working|business|open|work) days?{_FROM_NOW}",
            days.in_working_days,
        ),
        (rf"(?:in |within |\+)?<number> ?(?:days?|d){_FROM_NOW}", days.in_days),
        (rf"(?:in |within |\+)?<number> ?(?:weeks?|wks?|w){_FROM_NOW}", days.in_weeks),
        (f"(?:in )?(?:a )?fortnight{_FROM_NOW}", days.in_fortnights),
        (f"(?:in )?<number> fortnights?{_FROM_NOW}", days.in_fortnights),
        (f"(?:in )?<number> (?:months?|mths?){_FROM_NOW}", days.in_months),
        ("<number> weeks? today|today week", days.in_weeks),
        ("<number> weeks? (?:from )?tomorrow|tomorrow week", days.weeks_after_tomorrow),
        ("<number> weeks? (?:from|on) <weekday>", days.weeks_after_weekday),
        ("(?:on )?<weekday> week", days.weeks_after_weekday),
        ("(?:on )?<weekday>", days.weekday),
        ("(?:on )?this <weekday>", days.this_weekday),
        ("(?:on )?(?:this |the )?coming <weekday>", days.coming_weekday),
        ("(?:on )?next <weekday>", days.next_weekday),
        ("(?:on |the )?<weekday>(?: of)? next week", days.weekday_of_next_week),
        ("next week(?: on)? <weekday>", days.weekday_of_next_week),
        ("(?:on |the )?<weekday>(?: of)? this week", days.this_weekday),
        ("(?:on )?the <day>", days.day_of_month),
        ("(?:on )?<ordinal>", days.day_of_month),
        ("(?:on )?<weekday>(?: the)? <day>", days.weekday_and_day),
        (r"<first>\.<second>\.", days.date_with_dots),
        ("(?:the )?<day>(?: of)?[ -]?<month> <weekday>", days.date),
        (
            "(?:on )?(?:<weekday> )?(?:the )?<day>(?: of)?[ -]?<month>(?:[ -]<full_year>)?",
            days.date,
        ),
        ("(?:on )?(?:<weekday> )?<month>(?: the)?[ -]?<day>(?:[ -]<full_year>)?", days.date),
        (r"(?:on )?(?:<weekday> )?<first>/<second>(?:/<year>)?", days.date_in_figures),
        (r"(?:on )?(?:<weekday> )?<first>[-.]<second>[-.]<full_year>", days.date_in_figures),
        (r"(?:<weekday> )?<full_year>[-/](?P<month>\d\d?)[-/]<day>", days.date),
    ),
    spans=(
        ("next week", days.week_ahead),
        ("(?:the )?(?:start|beginning) of next week", days.week_ahead),
        ("(?:the )?week after next", days.week_after_next),
        ("(?:at )?(?:the )?end of (?:the |this )?week|eow", days.end_of_week),
        ("(?:at )?(?:the )?end of next week", days.end_of_next_week),
        ("(?:at )?(?:the )?end of (?:the |this )?month|eom", days.end_of_month),
        ("(?:at )?(?:the )?end of <month>", days.end_of_named_month),
        ("any ?time (?:on )?<weekday>", days.weekday),
        ("any ?time today", days.today),
        ("any ?time tomorrow", days.tomorrow),
        ("asap|as soon as possible", days.soonest),
    ),
    moments=(
        ("(?:in |within )?<number> ?(?:minutes?|mins?)(?: from now| time)?", 1),
        ("(?:in )?half an hour(?: from now)?", 30),
        ("(?:in |within )?<number> ?(?:hours?|hrs?|h)(?: from now| time)?", 60),
        ("(?:in )?three quarters of an hour(?: from now)?", 45),
        ("(?:in )?an hour and a half", 90),
    ),
    times=(
        (f"(?:at |{_AROUND} )?<clear>", times.at),
        (f"(?:at|{_AROUND}) <clock>", times.at),
        ("(?:any ?time )?after <clock>", times.after),
        (r"from (?!\w+ to )<clock>(?: on| onwards?)?", times.after),
        ("(?:before|by|until|till|til) <clock>", times.by),
        (f"(?:between|from) <clock>{_TO}<clock_two>", times.between),
        (f"<clear>{_TO}<clock_two>", times.between),
        (f"<clock>{_TO}<clear_two>", times.between),
        ("first thing|at opening(?: time)?|when (?:we|you) open", times.opening),
        ("(?:by |at )?(?:the )?(?:end of (?:the )?day|close of business)|eod|cob", times.closing),
        (f"(?:at|over|{_AROUND}) (?P<part>lunch(?:time)?)", times.during),
        ("(?:by|at|before) clos(?:e|ing)(?: time)?|last thing", times.closing),
    ),
    bare_times=(
        (r"(?!1[3-9]$|2\d$)<clock>", times.at),
        (f"<clock>{_TO}<clock_two>", times.between),
        ("(?:in the |at |during )?(?!tonight)<part>", times.during),
        (f"(?:in the )?(?!tonight)<part>(?: at| {_AROUND})? <clock>", times.at_during),
    ),
    today_times=(
        ("(?:later )?this <part>", times.during),
        ("(?P<part>tonight)", times.during),
        (f"(?:this <part>)(?: at| {_AROUND})? <clock>", times.at_during),
        (f"(?P<part>tonight)(?: at| {_AROUND})? <clock>", times.at_during),
    ),
    past_days=(
        ("(?:earlier )?today", past_days.today),
        ("yesterday|yday|yest", past_days.yesterday),
        ("(?:the )?day before yesterday", past_days.day_before_yesterday),
        (r"<number> ?(?:days?|d) ago", past_days.days_ago),
        ("<number> (?:weeks?|wks?) ago(?: today)?", past_days.weeks_ago),
        ("(?:on )?<weekday>", past_days.weekday),
        ("(?:on )?this <weekday>", past_days.this_weekday),
        ("(?:on )?(?:last|this past|past) <weekday>", past_days.last_weekday),
        ("(?:on |the )?<weekday>(?: of)? last week", past_days.weekday_of_last_week),
        ("last week(?: on)? <weekday>", past_days.weekday_of_last_week),
        ("(?:on )?the <day>", past_days.day_of_month),
        ("(?:on )?<ordinal>", past_days.day_of_month),
        ("(?:on )?<weekday>(?: the)? <day>", past_days.weekday_and_day),
        (
            "(?:on )?(?:<weekday> )?(?:the )?<day>(?: of)?[ -]?<month>(?:[ -]<full_year>)?",
            past_days.date,
        ),
        ("(?:on )?(?:<weekday> )?<month>(?: the)?[ -]?<day>(?:[ -]<full_year>)?", past_days.date),
        (r"(?:on )?(?:<weekday> )?<first>/<second>(?:/<year>)?", past_days.date_in_figures),
        (r"(?:on )?(?:<weekday> )?<first>[-.]<second>[-.]<full_year>", past_days.date_in_figures),
        (r"(?:<weekday> )?<full_year>[-/](?P<month>\d\d?)[-/]<day>", past_days.date),
    ),
    ago=(
        ("(?:just |right )?now", 0),
        ("<number> ?(?:minutes?|mins?|m) ago", 1),
        ("half an hour ago", 30),
        ("<number> ?(?:hours?|hrs?|h) ago", 60),
        ("an hour and a half ago", 90),
    ),
    past_times=((f"(?:at |{_AROUND} )?<clear>", times.at), (f"(?:at|{_AROUND}) <clock>", times.at)),
    bare_past_times=(
        (r"(?!1[3-9]$|2\d$)<clock>", times.at),
        (f"(?:in the )?(?!tonight)<part>(?: at| {_AROUND})? <clock>", times.at_during),
    ),
    past_times_today=(
        (f"(?:earlier )?this <part>(?: at| {_AROUND})? <clock>", times.at_during),
        (f"(?P<part>tonight)(?: at| {_AROUND})? <clock>", times.at_during),
    ),
)
