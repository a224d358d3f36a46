"""The window itself: where it opens, that it never takes the keyboard, and what keys do in it.

It opens without activating (the window manager leaves the focus where it is) but can be focused
by a click or by `activate`. Its frame is the desktop's own. On Wayland it is never moved, since
the compositor decides. When its screen goes, it opens anew on one that is left; with "each" the
other screens have a card that says the same (`companion`).

Keys are looked at where they enter the window, before any button sees them: behind the shield
none acts; then Esc closes, and on the guide the arrows go back and forward, Space pauses, Alt+H
says "it hurts", Alt+I opens the card about the exercise and Alt+L makes the window large or small
(with Alt, because a letter may be meant for another window). In the large window Esc leads back to
the small one. The rest goes to whatever has the focus; the window itself has it
until somebody presses Tab.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QStackedLayout, QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import screens, theme
from lowback_tray.ui.break_window.companion import Companions
from lowback_tray.ui.break_window.page import Page
from lowback_tray.ui.break_window.placing import TYPICAL_FRAME, Place, fitting, large, spot, usual
from lowback_tray.ui.break_window.shield import KeyShield
from lowback_tray.ui.keyboard import HeldKeys, Keyboard, pass_on
from lowback_tray.ui.widgets.fade import Fade
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent

    from lowback_tray.ui.screens import Monitor, Want

Wish = Literal["close", "toggle", "back", "forward", "hurts", "about", "large", "touch"]

WIDTH, HEIGHT = 444, 640
_TURNS: dict[int, Wish] = {Qt.Key.Key_Left: "back", Qt.Key.Key_Right: "forward"}
_WITH_ALT: dict[int, Wish] = {Qt.Key.Key_H: "hurts", Qt.Key.Key_I: "about", Qt.Key.Key_L: "large"}
_LISTED = (
    ("Esc", mark("Close")),
    ("Left", mark("In the guide: back")),
    ("Right", mark("In the guide: next")),
    ("Space", mark("In the guide: pause, or go on")),
)
_SCROLL = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class Frame(QWidget):
    """One window for all pages; made once and hidden between uses.

    Args:
        wish: told what the person wants by key or by the frame's close button.
        clock: real seconds, for the shield.
        place: near the tray's corner, or in the middle of the screen.
        want: which screen, or the one with the pointer and a card on each other.
    """

    def __init__(
        self,
        wish: Callable[[Wish], None],
        clock: Callable[[], float],
        place: Place,
        want: Want = "active",
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        tell_as(self, "window")
        self._wish = wish
        self._place: Place = place
        self._want: Want = want
        self._words = ""
        self.companions = Companions(self._come_to)
        self._margins = QMargins()  # of the desktop's frame, once it is known
        self._framed = True  # False from being shown until the frame around it is looked at
        self.shield = KeyShield(clock)
        self._held = HeldKeys()
        self.leads = False  # the guide is in front: its keys count
        self._large = False
        self.keyboard = Keyboard(self)
        for key, words in _LISTED:
            self.keyboard.note(key, words)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._fade = Fade(self)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # before winId: once the native window exists Qt passes this wish on no more (measured)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.winId()  # makes the native window, so that keys can be looked at as they enter
        self.windowHandle().installEventFilter(self)
        self._stay = screens.Stay()
        screens.watch().stirring.connect(self._on_screens_stir)
        screens.watch().changed.connect(self._on_screens_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the window in the language in force."""
        self.setWindowTitle(tr("Lowback Tray"))

    def set_place(self, place: Place, want: Want) -> None:
        """Where it opens from now on."""
        self._place, self._want = place, want

    def set_large(self, large: bool) -> None:
        """Nearly the whole screen, or the usual size again; it grabs nothing."""
        if large != self._large:
            self._large = large
            if self.isVisible():
                self._take_place(self._home())

    def present(self, page: QWidget, words: str = "") -> None:
        """Show a page; if the window was closed it opens without taking the keyboard.

        The page in front again changes nothing else: the focus stays where the person moved it,
        and a window they minimised stays so until another page has something to ask.

        Args:
            page: what to show.
            words: what the cards on other screens say of it; none where they should not be.
        """
        self._words = words
        if self.isVisible() and page is self.page():
            self._tell_others()
            return
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        if page is not self._pages.currentWidget():
            self.keyboard.put_away()  # they are of the page before
            self._fade.begin()
        self._pages.setCurrentWidget(page)
        self._fade.raise_()  # the layout has raised the page above it
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        if self.isVisible():
            self._tell_others()
            return
        self.shield.raise_now()
        self._take_place()
        self._framed = False
        self.show()
        self._tell_others()

    def reword(self, words: str) -> None:
        """Let the cards on other screens say this instead, in the language now in force."""
        if self._words:
            self._words = words
            if self.isVisible():
                self._tell_others()

    def hold_ready(self, page: QWidget) -> None:
        """Take a page in without showing it, its fonts and style worked out."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self.ensurePolished()
        for part in (page, *page.findChildren(QWidget)):
            part.ensurePolished()

    def page(self) -> QWidget | None:
        """The page in front."""
        return self._pages.currentWidget()

    def activate(self) -> None:
        """Take the keyboard: only after the person asked for this window."""
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Every key, before anything in the window sees it."""
        if isinstance(event, QKeyEvent):
            if self._held.still_down(event):
                self.shield.never_came_up(event.key())
                pass_on(watched, event)
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_press(event)
            if event.type() == QEvent.Type.KeyRelease:
                self.keyboard.released(event)
                return self.shield.released(event.key(), repeat=event.isAutoRepeat())
        elif event.type() == QEvent.Type.Expose and not self._framed:
            self._framed = True
            self._learn_margins()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keys that no control wanted."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._wish("toggle")
        elif event.key() in _SCROLL:
            page = self._pages.currentWidget()
            if isinstance(page, Page):
                page.area.verticalScrollBar().triggerAction(_SCROLL[Qt.Key(event.key())])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Grow with the text size; forget keys whose release goes elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.shield.forget()
        elif event.type() == QEvent.Type.FontChange and self.isVisible():
            self._take_place(self._home())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """The cards go with the window."""
        self.companions.hide()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The frame's close button is a wish; any other close is the program ending."""
        if event.spontaneous():
            self._wish("close")
        event.accept()

    def _on_press(self, event: QKeyEvent) -> bool:
        if self.shield.pressed(event.key(), repeat=event.isAutoRepeat()):
            return True
        self._wish("touch")
        if self.keyboard.help(event):
            return True
        if self.keyboard.lists:
            return self.keyboard.pressed(event)
        wish = self._meant(event)
        if wish is not None and not event.isAutoRepeat():
            self._wish(wish)
        return wish is not None or self.keyboard.pressed(event)

    def _meant(self, event: QKeyEvent) -> Wish | None:
        """What a key means wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            return "large" if self._large else "close"
        if not self.leads:
            return None
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return _WITH_ALT.get(event.key())
        return _TURNS.get(event.key())

    def _frame(self) -> QMargins:
        return TYPICAL_FRAME if self._margins.isNull() else self._margins

    def _home(self) -> Monitor | None:
        """The screen it is on."""
        return screens.nearest(self.geometry(), screens.monitors())

    def _take_place(self, home: Monitor | None = None) -> None:
        self._stay = screens.Stay()
        self._go_to(home)

    def _go_to(self, home: Monitor | None = None) -> None:
        home = home or screens.chosen(self._want)
        if home is None:  # no screen at all; `Watch` tells when there is one again
            self.resize(theme.px(WIDTH), theme.px(HEIGHT))
            return
        frame, size = self._frame(), self._size_on(home)
        self.resize(size)
        if screens.can_place():
            place: Place = "centre" if self._large else self._place
            where = spot(place, size, home.available, frame, screens.tray_corner(home))
            # the inside, not the frame: before it is shown the frame is not known to Qt either
            self.setGeometry(QRect(where + QPoint(frame.left(), frame.top()), size))

    def _size_on(self, home: Monitor) -> QSize:
        frame, wanted = self._frame(), QSize(theme.px(WIDTH), theme.px(HEIGHT))
        wanted = large(home.available) if self._large else usual(wanted, home.available, frame)
        return fitting(wanted, home.available, frame).expandedTo(self.minimumSizeHint())

    def _tell_others(self) -> None:
        """The cards on the screens that this window is not on."""
        others: list[Monitor] = []
        if self._want == "each" and self._words:
            found = screens.monitors()
            own = self._home()
            others = [one for one in found if one != own]
        self.companions.show(self._words, others)

    def _come_to(self, point: QPoint) -> None:
        """Somebody asked for it on another screen."""
        self._take_place(screens.chosen("active", point))
        self._tell_others()
        self.activate()

    def _learn_margins(self) -> None:
        """The desktop has put its frame around it: with that it may not fit as it was placed."""
        self._margins = self._real_frame()
        home = self._home()
        if home is None or not self.isVisible():
            return
        if not home.available.contains(self.frameGeometry()):
            self._go_to(home)

    def _real_frame(self) -> QMargins:
        """What the desktop has put around it; nothing before it is shown."""
        outer, inner = self.frameGeometry(), self.geometry()
        before = inner.topLeft() - outer.topLeft()
        after = outer.bottomRight() - inner.bottomRight()
        return QMargins(before.x(), before.y(), after.x(), after.y())

    def _on_screens_stir(self) -> None:
        if self.isVisible():
            self._stay.stirred(self.frameGeometry())

    def _on_screens_changed(self) -> None:
        """Its screen may be the one that went: never stay where nobody can look.

        With room again it goes back to where it was, unless the person moved or sized it since.
        """
        if not self.isVisible():
            return
        goal = self._stay.settled(self.frameGeometry(), screens.monitors())
        if goal is not None and self._stay.pushed(goal):
            self._go_to()
            self._stay.put(self.frameGeometry())
        elif goal is not None and screens.can_place():
            self.setGeometry(goal.marginsRemoved(self._real_frame()))
        self._tell_others()
