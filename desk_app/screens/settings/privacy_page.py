"""Privacy: what callers agree to, and for how long their words are kept."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk_app.screens.settings.clinic_page import ProfilePage
from desk_app.screens.settings.form_page import at_the_left, focus
from desk_app.screens.settings.privacy_presenter import PRIVACY_FIELDS, PrivacyPresenter
from desk_app.widgets.buttons import Button
from desk_app.widgets.labels import Tone, plain_label, section_heading


class PrivacyPage(ProfilePage):
    """The form is stored like any other; below it, what is too old is told before it goes."""

    def __init__(self, presenter: PrivacyPresenter) -> None:
        super().__init__(self.tr("Privacy"), "", presenter)
        self._privacy = presenter
        self._add_consent()
        self._add_clocks()
        self._add_forgetting()
        self.bind()
        self.add_scrolling(self.form)
        self.add_footer()
        presenter.looked.connect(self._show_found)
        presenter.stored_changed.connect(self._close_found)

    def focus_first(self) -> None:
        focus(self.form.field("consent_words"))

    def _add_consent(self) -> None:
        self.form.add_wide(section_heading(self.tr("Consent")))
        self.form.add_block(
            "consent_words",
            self.tr("&Words"),
            self.tr(
                "Read out to callers; a call card keeps them with the answer (Ctrl+G). Empty: "
                "nobody is asked."
            ),
        )

    def _add_clocks(self) -> None:
        form, privacy = self.form, self._privacy
        form.add_wide(section_heading(self.tr("How long names and words are kept")))
        form.add_wide(
            plain_label(
                self.tr(
                    "These figures are a beginning, no advice: ask which law holds for your "
                    "clinic, most of all for people who became patients. Afterwards an enquiry "
                    "says when, how, for which service and what came of it, and nothing else."
                ),
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        for name in PRIVACY_FIELDS[1:-1]:
            months = (self.tr(" month"), self.tr(" months"))
            form.add_number(name, privacy.clock_name(name), 1, 240, months)
        form.add_tick(
            "forgets_by_itself",
            self.tr("Make what is &older anonymous by itself"),
        )
        form.add_wide(
            plain_label(
                self.tr("Then a few at a time, while nobody works at this desk. Look at it first."),
                tone=Tone.MUTED,
                wrap=True,
            )
        )

    def _add_forgetting(self) -> None:
        form = self.form
        form.add_wide(section_heading(self.tr("What is too old today")))
        look = Button(self.tr("&Look"), icon_name="eye")
        look.clicked.connect(self._privacy.look)
        self._found = plain_label("", wrap=True)
        self._forget = Button(self.tr("Make them &anonymous; no undo"), icon_name="trash")
        self._forget.clicked.connect(self._privacy.forget)
        self.storing.append(self._forget)
        for part in (at_the_left(look), self._found, at_the_left(self._forget)):
            form.add_wide(part)
        self._close_found()

    @Slot()
    def _close_found(self) -> None:
        """What was told is not true any more."""
        self._found.hide()
        self._forget.hide()

    @Slot(object, bool)
    def _show_found(self, lines: list[str], there_is_some: bool) -> None:  # noqa: FBT001 - Qt's
        self._found.setText("\n".join(lines))
        self._found.show()
        self._forget.setVisible(there_is_some)
