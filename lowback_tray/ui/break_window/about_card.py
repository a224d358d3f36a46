"""About an exercise: the mistake to avoid, when to skip it, where it comes from, its review.

It takes the stage's place while it is open, so that nothing else on the page moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Exercise, Library


class AboutCard(QFrame):
    """Four short texts, each under its name.

    Args:
        library: says when its own wording was reviewed.
    """

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self.setProperty("ground", "stage")
        self._names = [Label(role="muted") for _ in range(4)]
        self._texts = [Label(role="small") for _ in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16) for _ in range(4)))
        column.setSpacing(theme.px(2))
        for name, text in zip(self._names, self._texts, strict=True):
            column.addWidget(name)
            column.addWidget(text)
            column.addSpacing(theme.px(8))
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_exercise(self, exercise: Exercise) -> None:
        """Say it of this one."""
        lines = (
            (tr("Mistake to avoid"), str(exercise.mistake)),
            (tr("When to skip it"), wording.skip_line(exercise)),
            (tr("Where it comes from"), wording.source_line(exercise)),
            (tr("Last review"), wording.review_line(exercise, self._library)),
        )
        for name, text, (said, meant) in zip(self._names, self._texts, lines, strict=True):
            name.setText(said)
            text.setText(meant)
