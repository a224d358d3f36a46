"""The icon in the tray: a `Status` in, commands out.

It is the first thing of the program a person sees, so it is kept importable and showable with
nothing but QtWidgets: no theme, no settings, no history; and before the first status it shows
the packaged picture, because all that draws and words one would take longer to load than the
icon to appear.

Theory. `picture_of`, `menu` and `tooltip` turn a status into values; this module compares them
with what is on screen and touches Qt only where they differ, so a status that changes nothing
visible costs nothing. A tray host may fetch the menu over D-Bus once and never ask again, so
the menu is kept up to date even while closed; a menu that is open is left alone under the
pointer until it opens next.

Qt decides for its D-Bus or its XEmbed tray when a `QSystemTrayIcon` is made and never again:
an icon made before the host came is never registered, and hiding and showing it does not help.
`rebuild` therefore makes a new one. What Qt says of visibility, geometry or messages is not
the truth and is not asked; `app` asks the desktop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from lowback_tray import resources

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.engine.status import Status
    from lowback_tray.ui.tray_icon import IconPicture, Style
    from lowback_tray.ui.tray_menu import MenuItem, Setups

_PACKAGED = "lowback-tray-24.png"


class Tray(QObject):
    """The tray icon with its tooltip and menu.

    Signals:
        command: (name, args) of the table of commands, args a tuple of str.
        opening: the menu is about to open; whoever has a fresher status shows it now.
    """

    command = Signal(str, tuple)
    opening = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status: Status | None = None
        self._degraded = False
        self._place = "mat"
        self._unseen: Sequence[Exercise] = ()
        self._routines: Container[str] | None = None
        self._setups: Setups | None = None
        self._style: Style = "auto"
        self._picture: IconPicture | None = None
        self._tooltip = ""
        self._menu = _Menu()
        self._menu.triggered.connect(self._chosen)
        self._menu.aboutToShow.connect(self._about_to_show)
        self._icon: QSystemTrayIcon | None = None

    @property
    def shown(self) -> bool:
        """Whether an icon was made and not taken away; not whether a host displays it."""
        return self._icon is not None

    def show(self) -> None:
        """Put the icon into the tray; harmless when it is there."""
        if self._icon is None:
            self.rebuild()

    def rebuild(self) -> None:
        """Make the icon anew, for a tray host that came late or came back."""
        self.close()
        icon = QSystemTrayIcon(self)
        icon.activated.connect(self._activated)
        icon.setContextMenu(self._menu)
        self._icon = icon
        self._render()
        icon.show()

    def close(self) -> None:
        """Take the icon away; `show` brings a new one."""
        if self._icon is None:
            return
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = None
        self._picture = None
        self._tooltip = ""

    def show_status(
        self,
        status: Status,
        *,
        degraded: bool = False,
        place: str = "mat",
        unseen: Sequence[Exercise] = (),
        routines: Container[str] | None = None,
        setups: Setups | None = None,
    ) -> None:
        """Render the present.

        Args:
            status: what to show.
            degraded: a part of the desktop is missing; a dot on the icon says so.
            place: where the person is, for the breaks that can be asked for.
            unseen: exercises for a call, told as text in the menu.
            routines: those there are, for the same.
            setups: those to choose from.
        """
        self._status = status
        self._degraded = degraded
        self._place = place
        self._unseen = unseen
        self._routines = routines
        self._setups = setups
        self._render()

    def set_style(self, style: Style) -> None:
        """In colour, or in one."""
        if style != self._style:
            self._style = style
            self._picture = None
            self._render()

    def retranslate(self) -> None:
        """Say everything again in the language in force."""
        self._render()

    def _render(self) -> None:
        if self._icon is None:
            return
        if self._status is None:
            self._icon.setIcon(QIcon(str(resources.folder("icons") / _PACKAGED)))
            self._icon.setToolTip("Lowback Tray")
            return
        from lowback_tray.ui import tray_icon, tray_menu

        picture = tray_icon.picture_of(self._status, degraded=self._degraded)
        if picture != self._picture:
            self._icon.setIcon(tray_icon.icon(picture, tray_icon.inks_of(self._style)))
            self._picture = picture
        tooltip = tray_menu.tooltip(self._status)
        if tooltip != self._tooltip:
            self._icon.setToolTip(tooltip)
            self._tooltip = tooltip
        if not self._menu.isVisible():
            self._menu.render_items(self._items())

    def _about_to_show(self) -> None:
        self.opening.emit()
        self._menu.render_items(self._items())

    def _items(self) -> tuple[MenuItem, ...]:
        from lowback_tray.ui import tray_menu

        setups = self._setups or tray_menu.Setups()
        return tray_menu.menu(self._status, self._place, self._unseen, self._routines, setups)

    def _chosen(self, action: QAction) -> None:
        if not isinstance(action, _Entry) or action.item.command is None:
            return
        # Qt has toggled a line with a check mark; what is checked is for the next status to say.
        action.setChecked(bool(action.item.checked))
        self.command.emit(action.item.command, action.item.args)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.command.emit("show", ())
        elif reason is QSystemTrayIcon.ActivationReason.MiddleClick:
            self._toggle_pause()

    def _toggle_pause(self) -> None:
        from lowback_tray.ui import status_words

        if self._status is not None and status_words.is_paused(self._status):
            self.command.emit("resume", ())
        else:
            self.command.emit("pause", ("30",))


class _Entry(QAction):
    """One line of a menu; knows the item it stands for."""

    def __init__(self, item: MenuItem, parent: QMenu) -> None:
        super().__init__(parent)
        self.item = item

    def update_item(self, item: MenuItem, text: str) -> None:
        self.item = item
        self.setSeparator(item.separator)
        self.setText(text)
        self.setEnabled(item.enabled)
        self.setCheckable(item.checked is not None)
        self.setChecked(bool(item.checked))


class _Menu(QMenu):
    """Renders items; equal items are left alone, the same shape is updated in place."""

    def __init__(self, parent: QMenu | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[MenuItem, ...] = ()

    def render_items(self, items: tuple[MenuItem, ...]) -> None:
        """Make the menu say this."""
        if items == self._items:
            return
        if _shape(items) != _shape(self._items):
            self._fill(items)
        else:
            self._say(items)
        self._items = items

    def _say(self, items: Sequence[MenuItem]) -> None:
        """Every line with its key, but for the one that tells the present: it is ever another."""
        from lowback_tray.ui import mnemonics

        labels = ["" if item.telling else item.label for item in items]
        texts = mnemonics.marked(labels, [item.key for item in items])
        for action, item, text in zip(self.actions(), items, texts, strict=True):
            _update(action, item, mnemonics.unmarked(item.label) if item.telling else text)

    def _fill(self, items: Sequence[MenuItem]) -> None:
        for action in self.actions():
            self.removeAction(action)
            (action.menu() or action).deleteLater()
        for item in items:
            if item.children:
                submenu = _Menu(self)
                self.addMenu(submenu)
            else:
                self.addAction(_Entry(item, self))
        self._say(items)


def _update(action: QAction, item: MenuItem, text: str) -> None:
    if isinstance(action, _Entry):
        action.update_item(item, text)
        return
    action.setText(text)
    action.setEnabled(item.enabled)
    submenu = action.menu()
    if isinstance(submenu, _Menu):
        submenu.render_items(item.children)


def _shape(items: Sequence[MenuItem]) -> tuple[object, ...]:
    """What cannot be updated in place: which lines are separators and which are submenus."""
    return tuple((item.separator, bool(item.children)) for item in items)
