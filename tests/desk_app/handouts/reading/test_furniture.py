"""What is left out and, above all, what never is."""

import pytest

from desk_app.handouts.reading.invitations import is_invitation
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.reader import read_article

ARTICLE = """Caring for a Sore Shoulder

Rest the arm for a day. After that, move it gently.

{middle}

What Helps

Warmth loosens the muscles. Keep the pack on for twenty minutes.

{end}
"""
ADVICE = [
    "Call us if you have a fever.",
    "Call 911 if you cannot breathe.",
    "Call our office today if the arm goes numb.",
    "Make an appointment with your GP today.",
    "Book a visit with a surgeon now if the bone shows.",
    "Start today with five minutes of walking.",
    "Get up and move now.",
    "Call a friend today.",
    "Make time for yourself today.",
    "Schedule your next session with us in two weeks.",
    "Visit our emergency room today for chest pain.",
    "Llame al 911 si siente dolor en el pecho.",
    "Rufen Sie uns sofort an, wenn Sie Fieber haben.",
    "Appelez-nous aujourd'hui si la douleur augmente.",
    "By the end of the week you should feel better.",
    "Cookies and cakes use up your sugar budget for the day.",
    "You should be free of pain by March 3, 2024.",
    "⚠️ Do not drive after this medicine.",
    "Read more slowly and rest your eyes.",
    "Read more: see a doctor if it swells",
    "Schedule your visit with the heart clinic today.",
]


@pytest.mark.parametrize("advice", ADVICE)
def test_advice_is_never_left_out(advice):
    for text in (ARTICLE.format(middle=advice, end=""), ARTICLE.format(middle="", end=advice)):
        assert read_article(text).dropped == ()


@pytest.mark.parametrize(
    "text",
    [
        "Call our office today to schedule your appointment: (828) 555-0142",
        "Ready to learn more? Contact us today to book your free consultation.",
        "Ready to live without pain? Call us today!",
        "Book an appointment online with our friendly team.",
        "¿Listo para sentirse mejor? Llámenos hoy para reservar su cita.",
        "Rufen Sie uns heute an und vereinbaren Sie einen Termin.",
        "Appelez-nous pour prendre rendez-vous aujourd'hui.",
    ],
)
def test_an_invitation_at_the_end_is_left_out(text):
    reading = read_article(ARTICLE.format(middle="", end=text))
    assert [line.reason for line in reading.dropped] == [DropReason.INVITATION]
    assert is_invitation(text)


def test_the_same_invitation_in_the_middle_is_kept():
    text = "Call our office today to schedule your appointment: (828) 555-0142"
    assert read_article(ARTICLE.format(middle=text, end="")).dropped == ()


def test_the_last_of_a_list_without_bullets_is_no_menu_entry():
    text = ARTICLE.format(middle="", end="We suggest:\n\nSwimming\n\nYoga\n\nMassage")
    assert read_article(text).dropped == ()
    with_button = read_article(text + "\nBook Now\n")
    assert [line.text for line in with_button.dropped] == ["Book Now"]


def test_a_section_on_when_to_call_is_kept_below_related_posts():
    end = "Related Posts\n\nNeck Pain\n\nWhen to Come Back\n\nCall us if the arm goes numb."
    reading = read_article(ARTICLE.format(middle="", end=end))
    assert [line.text for line in reading.dropped] == ["Related Posts", "Neck Pain"]
    assert reading.article.sections[-1].heading == "When to Come Back"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("We use cookies to improve your experience on our website.", DropReason.COOKIES),
        ("© 2025 Some Clinic", DropReason.LEGAL),
        ("Photo by Some Body on Unsplash", DropReason.CAPTION),
        ("12 Comments", DropReason.COMMENTS),
        ("Home / Blog / Shoulder", DropReason.BREADCRUMB),
        ("Read More »", DropReason.BUTTON),
        ("Share on Facebook", DropReason.SHARING),
        ("* * *", DropReason.SEPARATOR),
    ],
)
def test_furniture_is_left_out_wherever_it_stands(line, reason):
    reading = read_article(ARTICLE.format(middle=line, end=""))
    assert [(left.text, left.reason) for left in reading.dropped] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    ["By Ana Ruiz", "Written by Ana Ruiz, L.Ac.", "March 3, 2024", "Last updated: 3 May 2024",
     "Ana Ruiz | March 3, 2024", "Por Ana Ruiz", "Von Anna Muster", "5 min read",
     "Tags: arm, neck"],
)  # fmt: skip
def test_by_lines_and_dates_are_left_out_below_the_title_and_kept_in_the_text(line):
    head = f"Caring for a Sore Shoulder\n\n{line}\n\nRest the arm for a day. Then move it."
    reading = read_article(head)
    assert [left.text for left in reading.dropped] == [line]
    assert reading.article.title == "Caring for a Sore Shoulder"
    assert read_article(ARTICLE.format(middle=line, end="")).dropped == ()


def test_a_repeated_heading_with_text_of_its_own_is_kept():
    text = (
        "Stretches\n\n" + "Hold it for ten seconds. Breathe.\n\nHow Often\n\nTwice a day.\n\n" * 2
    )
    reading = read_article(text)
    assert reading.dropped == ()
    assert [section.heading for section in reading.article.sections] == ["How Often"] * 2


@pytest.mark.parametrize(
    "line",
    ["Repeat ten times", "Switch Sides", "- Drink water", "Evening: one drop at 8:00 pm"],
)
def test_a_dose_or_a_step_that_comes_again_is_kept(line):
    days = "".join(f"Day {day}\n\nLift the leg. Hold it still.\n\n{line}\n\n" for day in "123")
    reading = read_article(f"Exercises\n\nGo slowly. Stop if it hurts.\n\n{days}")
    assert reading.dropped == ()
    assert [section.heading for section in reading.article.sections] == ["Day 1", "Day 2", "Day 3"]


@pytest.mark.parametrize(
    "line", ["Page 2 of 3", "#rest #neck", "IMG_2041.jpg", "[Image: a neck]", "Read more: Yoga"]
)
def test_scraps_are_left_out_between_paragraphs(line):
    reading = read_article(ARTICLE.format(middle=line, end=""))
    assert [left.text for left in reading.dropped] == [line]


def test_the_head_of_each_printed_page_is_left_out_and_its_title_kept():
    page = "Clinic Leaflet\n\n{}\n\nRest the arm for a day. Then move it.\n\nPage {} of 2\n\n"
    reading = read_article(page.format("A Sore Arm", 1) + page.format("Later On", 2))
    assert reading.article.title == "A Sore Arm"
    assert [section.heading for section in reading.article.sections] == ["Later On"]


def test_dated_comments_below_their_count_are_left_out():
    end = "2 Comments\n\nAna says:\n\nMarch 3, 2024 at 8:12 am\n\nIt helped me."
    reading = read_article(ARTICLE.format(middle="", end=end))
    assert {left.reason for left in reading.dropped} == {DropReason.COMMENTS}
    assert len(reading.dropped) == 4


def test_the_headers_of_a_mail_are_left_out_and_its_subject_is_the_title():
    mail = "From: Ana\nTo: All\nSubject: Heat Packs\n\nWarm it for a minute. Test it first."
    reading = read_article(mail)
    assert reading.article.title == "Heat Packs"
    assert [left.text for left in reading.dropped] == ["From: Ana", "To: All", "Subject:"]
