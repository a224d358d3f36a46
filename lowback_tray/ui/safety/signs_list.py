"""The warning signs with a box before each one of emergency and soon.

A tick is a fact about today, not a test: nothing is counted, and no tick means nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal

from lowback_tray.ui.safety.signs_text import DotLine, SignsText
from lowback_tray.ui.widgets.fields import CheckLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtWidgets import QCheckBox

    from lowback_tray.care.exercise import WarningSigns

Tier = Literal["emergency", "soon"]
TICKABLE: tuple[Tier, ...] = ("emergency", "soon")


def strongest(tiers: Iterable[str | None]) -> Tier | None:
    """The strongest of some tiers, None where none is given."""
    given = set(tiers)
    return next((tier for tier in TICKABLE if tier in given), None)


class SignsList(SignsText):
    """All tiers, two of them to tick.

    Signals:
        changed: the person ticked something or took a tick back.
    """

    changed = Signal()

    def __init__(self, signs: WarningSigns) -> None:
        super().__init__(signs)
        self._checks = {
            tier: {
                sign.id: line.check
                for sign, line in zip(signs.tiers[tier], self.lines[tier], strict=True)
                if isinstance(line, CheckLine)
            }
            for tier in TICKABLE
        }
        for check in self._all():
            check.clicked.connect(self.changed)

    def make_line(self, tier: str) -> DotLine | CheckLine:
        """See `SignsText`."""
        return CheckLine() if tier in TICKABLE else super().make_line(tier)

    def ticked(self) -> Tier | None:
        """The strongest tier that has a tick."""
        return strongest(
            tier
            for tier, checks in self._checks.items()
            if any(check.isChecked() for check in checks.values())
        )

    def names(self) -> frozenset[str]:
        """Which signs are ticked."""
        return frozenset(
            name
            for checks in self._checks.values()
            for name, check in checks.items()
            if check.isChecked()
        )

    def tick(self, names: Collection[str]) -> None:
        """Tick these and no others."""
        for checks in self._checks.values():
            for name, check in checks.items():
                check.setChecked(name in names)

    def _all(self) -> Iterable[QCheckBox]:
        return (check for checks in self._checks.values() for check in checks.values())
