"""The foot of the guide, always in sight: when to stop, "it hurts", and the ways on and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.i18n import tr
from lowback_tray.ui.break_window.page import beside
from lowback_tray.ui.mnemonics import KEY
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import StopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.ui.break_window.page import Page


class GuideFoot:
    """The controls of the guide's page.

    Args:
        page: gets them.
        hurts, back, stood, toggle, forward: what they do.

    Attributes:
        stop: the line that says when to stop, with "it hurts" beside it where there is height.
    """

    def __init__(
        self,
        page: Page,
        *,
        hurts: Callable[[], None],
        back: Callable[[], None],
        stood: Callable[[], None],
        toggle: Callable[[], None],
        forward: Callable[[], None],
    ) -> None:
        self.stop = StopLine()
        self._hurts, self._low_hurts = Button(rank="warm"), Button(rank="warm")
        self._back, self._stood = Button(rank="text"), Button(rank="text")
        self._pause, self._next = Button(), Button(rank="filled")
        for button, act in (
            (self._hurts, hurts), (self._low_hurts, hurts), (self._back, back),
            (self._stood, stood), (self._pause, toggle), (self._next, forward),
        ):  # fmt: skip
            button.clicked.connect(act)
        for button in (self._hurts, self._low_hurts):
            button.setProperty(KEY, "H")
        page.add_line(beside(self.stop, self._hurts))  # in sight however small the window
        low = [self._back, self._stood, self._low_hurts]
        page.add_controls(ButtonRow(low, [self._pause, self._next]))
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """Where height is scarce, "it hurts" stands among the buttons: one line for the stop."""
        self._hurts.setVisible(not low)
        self._low_hurts.setVisible(low)

    def render(self, *, standing: bool, paused: bool, last: bool) -> None:
        """Name them.

        Args:
            standing: the guide can end with having stood up.
            paused: the clock stands because the person asked for it.
            last: no exercise follows.
        """
        self._back.set_text(tr("Back"), tr("To the exercise before, or the start of this one"))
        self._stood.set_text(tr("Just stood up"), tr("Ends the guide; it counts as standing up"))
        self._stood.setVisible(standing)
        if paused:
            self._pause.set_text(tr("Go on"), tr("Lets the timer run again"))
        else:
            self._pause.set_text(tr("Pause"), tr("Stops the timer"))
        for button in (self._hurts, self._low_hurts):
            button.set_text(
                tr("It hurts"), tr("Ends this exercise and leaves it out for a week (Alt+H)")
            )
            button.setToolTip(button.accessibleDescription())
        name = tr("Finish") if last else tr("Next")
        self._next.set_text(name, tr("On to the next exercise") if not last else "")
