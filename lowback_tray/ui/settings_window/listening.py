"""Listen: each chime and the voice by a button, and beside it why one was not heard.

What plays is a program of the system's, which fails later than it is asked, if it does. So for two
seconds after a button was pressed the row looks whether something is known; then nothing ticks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QHideEvent

TITLE = mark("Listen")
HELP = mark("Each chime and the voice, at the volume above, whether they are switched on or not.")
SOUNDS: Mapping[str, str] = {
    "prompt": mark("A reminder"),
    "start": mark("The start"),
    "change": mark("The next step"),
    "end": mark("The end"),
    "voice": mark("The voice"),
}
"""What can be heard, id to label (a message for `tr`)."""

_LOOK_MS, _LOOKS = 250, 8


class ListenRow(Row):
    """A button for each sound.

    Args:
        hear: begins to play one of `SOUNDS`; what an earlier one died of is forgotten then.
        unheard: why the last one may not have been heard, "" where nothing is known.
    """

    def __init__(self, hear: Callable[[str], None], unheard: Callable[[str], str]) -> None:
        buttons = QWidget()
        grows_down(buttons)
        flow = Flow(buttons, 2)
        self._buttons = {sound: Button("", "outlined") for sound in SOUNDS}
        for sound, button in self._buttons.items():
            button.clicked.connect(partial(self._pressed, sound))
            flow.addWidget(button)
        super().__init__(buttons, wide=True)
        self._hear, self._unheard = hear, unheard
        self._sound, self._left = "", 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(TITLE))
        self.help.setText(tr(HELP))
        for sound, button in self._buttons.items():
            button.set_text(tr(SOUNDS[sound]), f"{tr(TITLE)}. {tr(HELP)}")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Nobody reads it any more."""
        super().hideEvent(event)
        self._timer.stop()

    def _pressed(self, sound: str, _checked: bool = False) -> None:
        self._sound, self._left = sound, _LOOKS
        self.show_problem("")
        self._hear(sound)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        """Say it once it is known."""
        problem = self._unheard(self._sound)
        if problem:
            self.show_problem(
                tr("{sound}: {problem}").format(sound=tr(SOUNDS[self._sound]), problem=problem)
            )
            announce(self, self.problem.text())
        self._left -= 1
        if problem or self._left < 0:
            self._timer.stop()


def slot(hear: Callable[[str], None], unheard: Callable[[str], str]) -> Slot:
    """The row as a slot of its page."""
    messages = (TITLE, HELP, *SOUNDS.values(), mark("demo test sound hear try"))
    return Slot(
        "listen",
        lambda: ListenRow(hear, unheard),
        partial(every_of, messages),
    )
