"""What a person sees of the break window and the toast, and does to them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from lowback_tray.ui.break_window.count import CountMark
from lowback_tray.ui.break_window.frame import Frame
from lowback_tray.ui.break_window.window import BreakWindow
from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.return_card import ReturnCard
from lowback_tray.ui.toast import Toast
from lowback_tray.ui.widgets.buttons import SplitButton
from lowback_tray.ui.widgets.labels import Chip
from lowback_tray.ui.widgets.marks import CheckMark, ProgressSegments, RingTimer
from tests.ui.probes_b.widgets import too_wide

W = TypeVar("W", bound=QWidget)
_NOTHING_HELD = Qt.KeyboardModifier.NoModifier


class _ByTheFrame(QCloseEvent):
    """A close that comes from the window manager."""

    def spontaneous(self) -> bool:
        return True


class WindowProbe:
    """A window through the eyes and hands of a person."""

    def window(self) -> QWidget:
        raise NotImplementedError

    def texts(self) -> list[str]:
        """Every text in sight, from top to bottom."""
        labels = [label for label in self._visible(QLabel) if label.text()]
        labels.sort(key=lambda label: label.mapTo(self.window(), QPoint()).y())
        return [label.text() for label in labels]

    def in_sight(self) -> list[str]:
        """The texts that can be read as a whole without scrolling."""
        return [
            label.text()
            for label in self._visible(QLabel)
            if label.text() and label.visibleRegion().boundingRect() == label.rect()
        ]

    def buttons_in_sight(self) -> list[str]:
        """The names of the buttons that need no scrolling."""
        return [
            button.accessibleName()
            for button in self._visible(QAbstractButton)
            if button.visibleRegion().boundingRect() == button.rect()
        ]

    def buttons(self) -> list[str]:
        """The names of the buttons in sight that can be pressed."""
        return [b.accessibleName() for b in self._visible(QAbstractButton) if b.isEnabled()]

    def press(self, name: str) -> None:
        """Click a button."""
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        found = [b for b in self._visible(QAbstractButton) if b.accessibleName() == name]
        assert len(found) == 1, f"{name!r} among {self.buttons()}"
        return found[0]

    def nameless(self) -> list[str]:
        """Controls that a screen reader could not name."""
        return [repr(b) for b in self._visible(QAbstractButton) if not b.accessibleName()]

    def clipped(self) -> list[str]:
        """Texts and buttons that do not have the room they need, or lie outside."""
        short = [
            label.text()
            for label in self._visible(QLabel)
            if label.text()
            and (label.height() < label.heightForWidth(label.width()) or too_wide(label))
        ]
        narrow = [
            b.accessibleName()
            for b in self._visible(QAbstractButton)
            if b.width() < b.sizeHint().width() or b.height() < b.sizeHint().height()
        ]
        cut = [c.text for c in self._visible(Chip) if c.height() < c.height_in(c.width())]
        return short + narrow + cut

    def out_of_reach(self) -> list[str]:
        """Buttons outside the window that no scrolling brings in."""
        whole = self.window().rect()
        return [
            b.accessibleName()
            for b in self._visible(QAbstractButton)
            if not self._scrolls(b) and not whole.contains(_box(b, self.window()))
        ]

    def _scrolls(self, widget: QWidget) -> bool:
        parent = widget.parentWidget()
        while parent is not None and parent is not self.window():
            if parent.inherits("QScrollArea"):
                return True
            parent = parent.parentWidget()
        return False

    def _visible(self, kind: type[W]) -> list[W]:
        return [child for child in self.window().findChildren(kind) if child.isVisible()]


def _box(widget: QWidget, window: QWidget) -> QRect:
    return widget.rect().translated(widget.mapTo(window, QPoint()))


class BreakWindowProbe(WindowProbe):
    """The break window."""

    def __init__(self, window: BreakWindow, spoken: list[str]) -> None:
        self._break_window = window
        self.spoken = spoken

    def window(self) -> Frame:
        frame = self._break_window.frame
        assert frame is not None, "it was never opened"
        return frame

    def is_open(self) -> bool:
        return self._break_window.is_open()

    def title(self) -> str:
        """The largest line."""
        return next(
            label.text() for label in self._visible(QLabel) if label.property("role") == "title"
        )

    def time(self) -> str:
        """The figures in the ring."""
        return self._visible(RingTimer)[0].text()

    def progress(self) -> str:
        return self._visible(ProgressSegments)[0].accessibleName()

    def chips(self) -> list[str]:
        """What stands on the stage: cue or state."""
        return [chip.text for chip in self._visible(Chip)]

    def count(self) -> str:
        """What the exercise counts, as a sentence."""
        return self._visible(CountMark)[0].text

    def check_mark(self) -> float:
        """How much of the check mark is drawn."""
        return self._visible(CheckMark)[0].share

    def has_check_mark(self) -> bool:
        return bool(self._visible(CheckMark))

    def menu(self, name: str = "Other lengths") -> list[str]:
        """The lines of a menu: the other lengths of the snooze, or of the break."""
        return [plain(action.text()) for action in self._menu(name)]

    def choose(self, line: str, name: str = "Other lengths") -> None:
        """One of them."""
        next(action for action in self._menu(name) if plain(action.text()) == line).trigger()

    def _menu(self, name: str) -> list[QAction]:
        splits = self._visible(SplitButton)
        found = [one for one in splits if one.arrow.accessibleName() == name]
        return found[0].menu.actions()

    def down(self, key: Qt.Key, held: Qt.KeyboardModifier = _NOTHING_HELD) -> None:
        """A key goes down, as it enters the window from outside."""
        QTest.keyPress(self.window().windowHandle(), key, held)

    def up(self, key: Qt.Key, held: Qt.KeyboardModifier = _NOTHING_HELD) -> None:
        QTest.keyRelease(self.window().windowHandle(), key, held)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NOTHING_HELD) -> None:
        """A key is pressed and let go."""
        self.down(key, held)
        self.up(key, held)

    def scrolls(self) -> bool:
        """Whether not all of the page is in sight."""
        bars = [area.verticalScrollBar() for area in self._visible(QScrollArea)]
        return any(bar.maximum() > 0 for bar in bars)

    def focus_by_click(self) -> None:
        """The window gets the keyboard because the person clicked into it."""
        self._break_window.activate()
        QTest.qWaitForWindowActive(self.window())

    def focused(self) -> str:
        """The control that has the keyboard, empty for the window itself."""
        holder = QApplication.focusWidget()
        return holder.accessibleName() if isinstance(holder, QAbstractButton) else ""

    def minimise(self) -> None:
        """The button of the desktop's frame that puts the window away."""
        self.window().setWindowState(Qt.WindowState.WindowMinimized)

    def is_minimised(self) -> bool:
        return self.window().isMinimized()

    def close_by_frame(self) -> None:
        """The close button of the desktop's frame."""
        self.window().closeEvent(_ByTheFrame())
        self.window().hide()


class ToastProbe(WindowProbe):
    """The toast."""

    def __init__(self, toast: Toast) -> None:
        self._toast = toast

    def window(self) -> QWidget:
        assert self._toast.card is not None, "it was never shown"
        return self._toast.card

    def is_open(self) -> bool:
        return self._toast.card is not None and self._toast.card.isVisible()


class ReturnCardProbe(WindowProbe):
    """The card that asks what an absence was."""

    def __init__(self, card: ReturnCard) -> None:
        self._card = card

    def window(self) -> QWidget:
        assert self._card.window is not None, "it was never shown"
        return self._card.window

    def is_open(self) -> bool:
        return self._card.window is not None and self._card.window.isVisible()
