"""What a person sees of the page of the warning signs and does there."""

from __future__ import annotations

from lowback_tray.care import library
from lowback_tray.ui.safety.signs_list import Tier
from lowback_tray.ui.safety.signs_window import SignsWindow
from lowback_tray.ui.widgets.fields import Check
from tests.ui.fakes import Kept
from tests.ui.probes_b.widgets import WindowProbe, pump


class SignsProbe(WindowProbe):
    """One page; `told` are the tiers it gave on, `kept` the signs that are remembered."""

    def __init__(self, tier: str | None = None, kept: Kept | None = None) -> None:
        self.signs = library.load().signs
        self.told: list[Tier | None] = []
        self.closings = 0
        self.kept = kept or Kept()
        self.window: SignsWindow = SignsWindow(
            self.signs, self.told.append, tier, self.kept.names, self.kept.write
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _closed(self) -> None:
        self.closings += 1

    def tick(self, sign: str) -> None:
        """Tick a sign by its id, or take the tick back."""
        text = next(
            str(one.text) for signs in self.signs.tiers.values() for one in signs if one.id == sign
        )
        self.press(text)

    def boxes(self) -> list[str]:
        """The names of all boxes in sight."""
        return [box.accessibleName() for box in self._seen(Check)]

    def ticked(self) -> list[str]:
        return [box.accessibleName() for box in self._seen(Check) if box.isChecked()]

    def says(self, text: str) -> bool:
        return text in self.texts()

    def asks(self) -> bool:
        return "Do you want exercises again?" in self.texts()
