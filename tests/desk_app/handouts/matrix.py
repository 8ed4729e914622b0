"""Every template, size, paper and language with real articles: ``python3 -m`` this checks them all.

``--pictures FOLDER`` draws each sheet as well, to be looked at.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.domain.errors import DoesNotFitError, NothingToSumUpError
from db.domain.handout import HandoutKind, Paper, TextSize
from desk_app.handouts.pages import draw_pages
from desk_app.handouts.printing import page_picture
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.wording import Wording
from desk_app.resources import RESOURCES
from tests.desk_app.handouts.page_rules import broken_pages
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.desk_app.handouts.samples import (
    APPROVED,
    ARTICLES,
    CLINIC,
    LOGO,
    REAL_ARTICLE,
    press_with_pictures,
    sheet,
)

MADE = [
    *((HandoutKind.SHEET, size) for size in TextSize),
    (HandoutKind.LEAFLET, TextSize.STANDARD),
    *((HandoutKind.SUMMARY, size) for size in TextSize),
]
NAMES = ("Nguyễn Thị Hồng Đặng", "Юлия Щербакова", "محمد عبد الرحمن الأحمد", "Ελένη Παπαδοπούλου")
PERSONAL = {
    "practitioner_note": "Start with the short walk we tried today. If it is easy for three days,"
    " add five minutes. Leave out the bend forward until we have met again.",
    "next_step": "First visit: Tuesday, December 1, 3:00 pm, with Hana Lee.\n"
    "Please come ten minutes early and bring the list of your medicines.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One sheet of the matrix."""

    slug: str
    kind: HandoutKind
    size: TextSize
    paper: Paper
    name: str = ""  # with a name come a note and a next step
    grey: bool = False  # with the clinic's logo: it is a picture in grey as well

    @property
    def label(self) -> str:
        who = "named" if self.name else "plain"
        look = "-grey" if self.grey else ""
        return f"{self.kind.value}-{int(self.size)}-{self.paper.value}-{self.slug}-{who}{look}"


@cache
def articles() -> dict[str, tuple[ArticleText, tuple[str, ...]]]:
    """Every article with its sources, by a short name."""
    found = {f"short-{language}": (text, ()) for language, text in ARTICLES.items()}
    found["long-ar"] = (LONG_ARABIC, ("دليل العيادة للعناية بالظهر، 2026",))
    for file in sorted((RESOURCES / "demo" / "articles").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        found[file.stem] = (ArticleText.from_json(data), tuple(data["meta"]["sources"]))
    if REAL_ARTICLE.exists():
        data = json.loads(REAL_ARTICLE.read_text("utf-8"))
        found["real"] = (ArticleText.from_json(data), ())
    return found


def cases() -> list[Case]:
    """All of them, in an order in which neighbours differ."""
    slugs = list(articles())
    every = product(slugs, MADE, Paper, (False, True), (False, True))
    return [
        Case(slug, kind, size, paper, NAMES[number // 4 % len(NAMES)] if named else "", grey)
        for number, (slug, (kind, size), paper, named, grey) in enumerate(every)
    ]


def sheet_of(case: Case) -> HandoutSheet:
    """The sheet of one case; the shipped examples carry the DRAFT mark."""
    text, sources = articles()[case.slug]
    language = text.language if text.language in ARTICLES else "en"
    changes = {} if case.name else {"practitioner_note": "", "next_step": ""}
    return sheet(
        text,
        **(PERSONAL | changes),
        kind=case.kind,
        size=case.size,
        paper=case.paper,
        language=language,
        recipient_name=case.name,
        letterhead=dataclasses.replace(CLINIC, logo=LOGO.fingerprint if case.grey else ""),
        in_colour=not case.grey,
        provenance=dataclasses.replace(APPROVED, sources=sources),
        example="real" not in case.slug and "short" not in case.slug,
    )


def problems(case: Case, rendered: RenderedHandout) -> list[str]:
    """Every rule that the sheet breaks."""
    columns = 3 if case.kind is HandoutKind.LEAFLET else 1
    found = [] if rendered.standards_kept else ["it is no lasting document"]
    own = Wording(sheet_of(case).language, 1)("own_questions")
    pages = broken_pages(rendered.pdf, columns=columns, open_ended=columns > 1)
    # Below this heading there are lines to write on.
    return [*found, *broken_rules(rendered.pdf), *(each for each in pages if own not in each)]


def made(press: HandoutPress, wanted: list[Case]) -> Iterator[tuple[Case, RenderedHandout | str]]:
    """Each case with its pages, or with why there are none."""
    for case in wanted:
        try:
            yield case, press.render(sheet_of(case))
        except (DoesNotFitError, NothingToSumUpError) as refusal:
            yield case, type(refusal).__name__


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", help="a part of the names")
    options = parser.parse_args()
    wanted = [case for case in cases() if options.only in case.label]
    broken = 0
    for case, rendered in made(press_with_pictures(), wanted):
        if isinstance(rendered, str):
            sys.stdout.write(f"{case.label}: {rendered}\n")
            continue
        found = problems(case, rendered)
        broken += bool(found)
        sys.stdout.writelines(f"{case.label}: {problem}\n" for problem in found)
        if options.pictures is not None:
            for number, page in enumerate(draw_pages(rendered.pdf, pixels_per_point=1)):
                page_picture(page).save(str(options.pictures / f"{case.label}-{number + 1}.png"))
    sys.stdout.write(f"{len(wanted)} sheets, {broken} of them with a broken rule\n")
    return int(bool(broken))


def _box(kind: BlockKind, *items: str) -> tuple[Block, ...]:
    return (Block(kind, items=items),)


LONG_ARABIC = ArticleText(
    "الوخز بالإبر وآلام أسفل الظهر",
    "ar",
    (Block(BlockKind.KEY_POINT, "قد يخفف الوخز بالإبر ألم الظهر عند بعض الناس. استمر في الحركة."),),
    (
        Section(
            "ممارسة قديمة تُدرس اليوم",
            (
                Block(
                    BlockKind.PARAGRAPH,
                    "يستخدم المعالج إبرًا رفيعة جدًا. هذه طريقة قديمة في الطب الصيني، وهي أحدث في"
                    " بلاد الغرب. يدرس الباحثون اليوم كيف تؤثر الإبر في الأعصاب والدماغ. قد يصنع"
                    " الجسم مواد تخفف الألم. لا نعرف بعد كم يفيد ذلك الظهر المتألم.",
                ),
                Block(BlockKind.PARAGRAPH, "للأسئلة اتصل على (828) 555-0142 في أي يوم عمل."),
            ),
        ),
        Section(
            "كيف تستعد للزيارة الأولى",
            (
                Block(BlockKind.PARAGRAPH, "اتبع هذه الخطوات:"),
                *_box(
                    BlockKind.STEPS,
                    "كل وجبة خفيفة قبل ساعتين من الموعد.",
                    "البس ثيابًا واسعة.",
                    "أحضر قائمة أدويتك، مثل Warfarin 5 mg.",
                    "تعال قبل الموعد بعشر دقائق.",
                ),
            ),
        ),
        Section(
            "ما يمكنك فعله",
            _box(
                BlockKind.YOU_CAN_DO,
                "امشِ عشر دقائق كل يوم.",
                "غيّر وضعك كل نصف ساعة.",
                "ضع شيئًا دافئًا على ظهرك 15 دقيقة.",
            ),
        ),
        Section(
            "متى تتصل بنا",
            (
                Block(
                    BlockKind.CALL_US,
                    "اتصل بنا إذا زاد الألم أو بقي أكثر من أسبوعين. إذا ضعفت ساقك أو فقدت السيطرة"
                    " على البول فاتصل بالطوارئ حالًا على الرقم 911.",
                ),
            ),
        ),
    ),
)

if __name__ == "__main__":
    raise SystemExit(main())
