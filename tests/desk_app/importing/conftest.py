"""What a clinic knows, for files that are brought in."""

import datetime as dt

import pytest

from desk_app.importing.values import ClinicWords, Known

ACUPUNCTURE, CUPPING = 1, 2
HEARD = {"Internet search": 1, "search": 1, "A friend": 3, "friend": 3, "doctor": 4,
         "past_patient": 5, "The sign": 6, "sign": 6}  # fmt: skip


@pytest.fixture
def clinic():
    services = {
        "Acupuncture for back pain": ACUPUNCTURE,
        "needles": ACUPUNCTURE,
        "Cupping": CUPPING,
    }
    return ClinicWords(
        services=Known(services),
        heard=Known(HEARD),
        staff=Known({"Ana": 1, "AN": 1, "Mo": 3}),
        reasons=Known({"price": 11, "not_offered": 14, "other": 20}),
        today=dt.date(2026, 3, 6),
        day_first=False,
    )
