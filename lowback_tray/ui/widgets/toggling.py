"""What can be switched by clicking can be switched by a screen reader too.

Theory. A screen reader does not click a check box or a chip; it asks Qt to toggle it, and Qt then
says `toggled`, never `clicked`. Everything here listens to `clicked`, because a value that is only
shown is no wish. So whoever toggles it from outside is told from whoever shows a value, and becomes
a click: the program shows by `setChecked`, a click goes through `nextCheckState`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Base
else:
    _Base = object


class Toggling(_Base):
    """To be named before the button it is mixed into; `heed_toggling` belongs into `__init__`."""

    _is_ours = False

    def heed_toggling(self) -> None:
        """Take a toggle that came from outside for a click, from now on."""
        self.toggled.connect(self._was_toggled)

    def setChecked(self, on: bool) -> None:  # noqa: N802 (Qt's name)
        """Show whether it is on."""
        self._is_ours = True
        super().setChecked(on)
        self._is_ours = False

    def nextCheckState(self) -> None:  # noqa: N802
        """What a click makes of it."""
        self._is_ours = True
        super().nextCheckState()
        self._is_ours = False

    def _was_toggled(self, on: bool) -> None:
        if not self._is_ours:
            self.setChecked(not on)
            self.click()
