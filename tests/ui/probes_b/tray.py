"""What a person sees of the tray icon and does with it, without a tray host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class TrayProbe:
    """Reads and works one `Tray`; `sent` are the commands it gave."""

    def __init__(self) -> None:
        self.tray = Tray()
        self.sent: list[tuple[str, tuple[str, ...]]] = []
        self.tray.command.connect(self._note)

    def _note(self, name: str, args: tuple[str, ...]) -> None:
        self.sent.append((name, args))

    def icons(self) -> list[QSystemTrayIcon]:
        return self.tray.findChildren(QSystemTrayIcon)

    def icon(self) -> QSystemTrayIcon:
        (icon,) = self.icons()
        return icon

    def tooltip(self) -> str:
        return self.icon().toolTip()

    def picture_key(self) -> int:
        return self.icon().icon().cacheKey()

    def open_menu(self) -> None:
        self.icon().contextMenu().aboutToShow.emit()

    def labels(self) -> list[str]:
        return [plain(a.text()) for a in self.icon().contextMenu().actions() if not a.isSeparator()]

    def action(self, *path: str) -> QAction:
        menu: QMenu = self.icon().contextMenu()
        for label in path[:-1]:
            submenu = next(a.menu() for a in menu.actions() if plain(a.text()) == label)
            assert isinstance(submenu, QMenu)
            menu = submenu
        return next(a for a in menu.actions() if plain(a.text()) == path[-1])

    def choose(self, *path: str) -> None:
        self.action(*path).trigger()

    def click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        self.icon().activated.emit(reason)
