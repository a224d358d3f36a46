"""What a person sees of the self-check and does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.care import library
from lowback_tray.settings.values import Values
from lowback_tray.ui.self_check.rows import Chips, TimeRow
from lowback_tray.ui.self_check.window import SelfCheckWindow
from lowback_tray.ui.widgets.fields import Check, Combo
from lowback_tray.ui.widgets.labels import Label
from tests.ui import samples_b as samples
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from lowback_tray.errors import LowbackError


class SelfCheckProbe(WindowProbe):
    """The form over settings kept in memory.

    `changes` are the changes it carried out, in order; `fault` is raised by the next one.
    """

    def __init__(self, given: dict[str, Any] | None = None) -> None:
        self.values: dict[str, Any] = dict(Values(given))
        self.changes: list[tuple[str, Any]] = []
        self.fault: LowbackError | None = None
        self.closings = 0
        self.window: SelfCheckWindow = SelfCheckWindow(
            library.load(), self.values, self._change, self._forget, samples.NOW.date
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _fail(self) -> None:
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault

    def _change(self, key: str, value: Any) -> None:
        self._fail()
        self.changes.append((key, value))
        self.values[key] = value

    def _forget(self) -> None:
        self._fail()
        self.values = dict(Values())
        self.window.show_values(self.values)

    def _closed(self) -> None:
        self.closings += 1

    def _asked(self, question: str) -> Chips:
        found: Chips = next(
            chips
            for chips in self._seen(Chips)
            if question in (label.text() for label in chips.findChildren(Label))
        )
        return found

    def answer(self, question: str, answer: str) -> None:
        """Choose an answer to a question, both by their words."""
        chips = self._asked(question)
        next(one for one in chips.answers() if one.text() == answer).click()
        pump()

    def answers(self, question: str) -> list[str]:
        return [one.text() for one in self._asked(question).answers() if one.isChecked()]

    def tick(self, condition: str) -> None:
        next(box for box in self._seen(Check) if box.accessibleName() == condition).click()

    def ticked(self) -> list[str]:
        return [box.accessibleName() for box in self._seen(Check) if box.isChecked()]

    def time(self) -> str:
        (row,) = self._seen(TimeRow)
        return str(row.findChild(Combo).currentText())

    def choose_time(self, text: str) -> None:
        (row,) = self._seen(TimeRow)
        combo = row.findChild(Combo)
        combo.setCurrentIndex(combo.findText(text))
        combo.activated.emit(combo.currentIndex())

    def result(self) -> list[str]:
        """The sentences that say what the answers change."""
        labels = list(self._seen(Label))
        title = next(n for n, label in enumerate(labels) if label.text() == "What this changes")
        return str(labels[title + 1].text()).split("\n")
