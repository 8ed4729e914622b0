"""What the clarity check found, beside the text: a list in groups, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app import clarity_wording as wording
from desk_app.handouts.clarity.findings import Finding, Weight
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.articles.clarity import Clarity
from desk_app.screens.articles.parts_page import show_text
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.row_list import RowList


class ClarityPanel(QWidget):
    """Follows the check.

    Signals:
        chosen: a Finding was moved to in the list.
        submitted: Enter was pressed on it: its place is wanted.
    """

    chosen = Signal(object)
    submitted = Signal()

    def __init__(self, clarity: Clarity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clarity = clarity
        self._later = QTimer(self)  # the list has its height only then
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._scroll)
        self._build()
        clarity.changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        self.grade = plain_label("", self, wrap=True)
        self.counts = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._model = TwoLineModel(self)
        self.rows = RowList(self.tr("Findings"), self._model, self)
        self.rows.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        self.rows.chosen.connect(self._choose)
        self.rows.submitted.connect(self.submitted)
        self.reason = plain_label("", self, wrap=True)
        self.source = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self.keys = plain_label(
            self.tr("F4 next, Shift+F4 back, Ctrl+. mend"), self, tone=Tone.MUTED, wrap=True
        )
        self.switch = Button(self.tr("&Check while typing"), self, kind=ButtonKind.CHIP)
        self.switch.setCheckable(True)
        self.switch.clicked.connect(self._clarity.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 12)
        column.setSpacing(6)
        for part in (self.grade, self.counts):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        for part in (self.reason, self.source, self.keys):
            column.addWidget(part)
        foot = FlowLayout(spacing=8)
        foot.addWidget(self.switch)
        column.addLayout(foot)

    def select(self, finding: Finding | None) -> None:
        """Show one finding without telling anybody."""
        self.rows.set_current(finding)
        self._explain(finding)
        self._later.start()

    @Slot()
    def _show(self) -> None:
        report = self._clarity.report
        current = self.rows.current_key
        self.switch.setChecked(self._clarity.is_on)
        show_text(self.grade, wording.grade_words(report.reading) if report else "")
        show_text(self.counts, wording.count_words(report.reading) if report else "")
        rows: list[tuple[Finding | None, TwoLineRow]] = []
        for weight in sorted(Weight, reverse=True):
            found = [f for f in (report.findings if report else ()) if f.check.weight is weight]
            if found:
                name = wording.weight_name(weight)
                rows.append((None, TwoLineRow(name, badge=str(len(found)), heading=True)))
                rows += [(finding, _row(finding)) for finding in found]
        self._model.set_rows(rows)
        self.keys.setVisible(bool(rows))
        self.rows.setVisible(report is not None)
        kept = current if isinstance(current, Finding) and self._model.place_of(current) else None
        self.select(kept)

    @Slot(object)
    def _choose(self, finding: Finding) -> None:
        self._explain(finding)
        self.chosen.emit(finding)

    @Slot()
    def _scroll(self) -> None:
        self.rows.scrollTo(self.rows.currentIndex())

    def _explain(self, finding: Finding | None) -> None:
        if finding is None:
            is_clear = self._clarity.report is not None and not self._model.rowCount()
            show_text(self.reason, self.tr("Nothing found.") if is_clear else "")
            show_text(self.source, "")
            return
        show_text(self.reason, wording.finding_reason(finding))
        show_text(self.source, wording.finding_source(finding))


def _row(finding: Finding) -> TwoLineRow:
    plainer = wording.offers_words(finding)
    return TwoLineRow(wording.finding_title(finding), plainer or wording.finding_reason(finding))
