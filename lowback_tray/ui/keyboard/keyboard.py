"""The keys of one window: its own, a letter for each button on Alt, and the list of all on F1.

Theory. Keys with Alt are looked at where they enter the window, before any control sees them: the
moment Alt goes down every button in sight is given a letter, so the letters are always those of
what is seen, in either language, and no label has to make room for them. They appear when Alt is
held a little longer than a chord takes. Windows that look at their keys themselves (the break
window, behind its shield) hand them in by `pressed` and `released`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from shiboken6 import isValid

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import mnemonics
from lowback_tray.ui.keyboard.held import HeldKeys, pass_on
from lowback_tray.ui.keyboard.sheet import Sheet
from lowback_tray.ui.keyboard.tips import Tips
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton, QWidget

TIPS_MS = 300
_RANKS = ("filled", "warm", "outlined", "text", "link", "chip")
_HELP = mark("These keys")
_BEYOND = mark("Buttons out of sight have keys too, once you scroll to them.")
_CAPS = {"Space": mark("Space"), "Left": "←", "Right": "→", "Return": "Enter"}
"""What stands on a key where it is not its name; a message for `tr`."""
_EVERYWHERE = (
    ("Tab", mark("On to the next; with Shift back")),
    ("Space", mark("Press, switch, choose")),
)


class Keyboard(QObject):
    """Belongs to a window, and ends with it.

    Args:
        window: whose keys.
        escape: what Esc does; None: the window sees to its keys itself.
        words: what that is, a message for `tr`.
    """

    def __init__(
        self,
        window: QWidget,
        escape: Callable[[], object] | None = None,
        words: str = mark("Close"),
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lines: list[tuple[str, str]] = []
        self._letters: dict[str, QAbstractButton] = {}
        self._tips: Tips | None = None
        self._sheet: Sheet | None = None
        self._held = HeldKeys()
        self._rest = QTimer(self, singleShot=True, interval=TIPS_MS)
        self._rest.timeout.connect(self.show_letters)
        self._hears_keys = escape is not None
        window.installEventFilter(self)
        if escape is not None:
            self.bind((Qt.Key.Key_Escape,), words, partial(self._escape, escape), repeat=False)
            for key in ("F1", "?"):
                self._at_key(key, self.toggle_sheet, repeat=False)

    def bind(
        self,
        keys: Sequence[Qt.Key | QKeySequence.StandardKey],
        words: str,
        do: Callable[[], object],
        *,
        repeat: bool = True,
    ) -> None:
        """Let keys of the window do something, and list them.

        Args:
            keys: any of them does it; the first is listed.
            words: what it does, a message for `tr`.
            do: does it.
            repeat: again and again while the key is held.
        """
        for key in keys:
            self._at_key(key, do, repeat=repeat)
        shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.PortableText)
        self.note(shown, words)

    def _at_key(
        self,
        key: Qt.Key | QKeySequence.StandardKey | str,
        do: Callable[[], object],
        *,
        repeat: bool,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(repeat)
        shortcut.activated.connect(do)

    def note(self, key: str, words: str) -> None:
        """List a key that the window sees to itself."""
        self._lines.append((key, words))

    def letters(self) -> dict[str, str]:
        """The letter of each button in sight, and what the button is called."""
        self._assign()
        return {key: _name(button) for key, button in self._letters.items()}

    def lines(self) -> list[tuple[str, str]]:
        """All keys of the moment, as they are listed."""
        own = [*self._lines, *_EVERYWHERE, ("F1", _HELP)]
        named = self.letters()
        names = list(named.values())
        return [
            *(("+".join(map(_cap, key.split("+"))), tr(words)) for key, words in own),
            *(
                (f"Alt+{letter}", _full_name(self._letters[letter], alone=names.count(name) == 1))
                for letter, name in named.items()
            ),
        ]

    def _beyond(self) -> bool:
        """Whether scrolling brings more buttons, which get their letters then."""
        return any(
            one.isVisible() and one.isEnabled() and _name(one) and not _in_sight(one)
            for one in self._window.findChildren(Button)
        )

    def show_letters(self) -> None:
        """Draw each letter beside its button, until a key comes up or goes down."""
        self._hide_tips()
        if self._sheet is None:
            self._assign()
            self._tips = Tips(self._window, self._letters)

    @property
    def shown(self) -> dict[str, str]:
        """The letters that are drawn now, and what their buttons are called."""
        return {} if self._tips is None else self._tips.shown

    def toggle_sheet(self) -> None:
        """List the keys, or put the list away."""
        if not self._put_sheet_away():
            self._hide_tips()
            more = tr(_BEYOND) if self._beyond() else ""
            self._sheet = Sheet(self._window, self.lines(), self._sheet_gone, more)

    @property
    def lists(self) -> bool:
        """Whether the keys are listed now: then keys are for the list."""
        return self._sheet is not None

    def put_away(self) -> None:
        """Letters and list go: what they tell of is no longer in sight."""
        self._hide_tips()
        self._put_sheet_away()

    def pressed(self, event: QKeyEvent) -> bool:
        """A key went down, before anything in the window saw it; True: it was meant for us."""
        if event.key() == Qt.Key.Key_Alt:
            if not event.isAutoRepeat():
                self._assign()
                self._rest.start()
            return False
        self._hide_tips()
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or event.isAutoRepeat():
            return False
        button = self._letters.get(chr(event.key()) if 0 < event.key() < 0x80 else "")
        if button is None or not isValid(button):  # the window may have deleted it meanwhile
            return False
        if not button.isVisible() or not button.isEnabled():
            return False
        self._put_sheet_away()
        button.click()
        return True

    def released(self, event: QKeyEvent) -> None:
        """A key came up."""
        if event.key() == Qt.Key.Key_Alt:
            self._hide_tips()

    def help(self, event: QKeyEvent) -> bool:
        """The same for the keys of the list, where the window sees to its keys itself."""
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            if not event.isAutoRepeat():
                self.toggle_sheet()
            return True
        return event.key() == Qt.Key.Key_Escape and self._put_sheet_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Keys as they enter the window; what hides it puts letters and list away.

        A window that nobody holds any more is emptied by Python before Qt takes it apart, and Qt
        tells us of that too.
        """
        if not vars(self):
            return False
        if watched is self._window:
            if event.type() == QEvent.Type.Show and self._hears_keys:
                self._window.windowHandle().installEventFilter(self)
            elif event.type() == QEvent.Type.WindowDeactivate:
                self._hide_tips()  # the release of Alt goes elsewhere
            elif event.type() == QEvent.Type.Hide:
                self.put_away()
        elif isinstance(event, QKeyEvent):
            if self._held.still_down(event):
                pass_on(watched, event)
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self.pressed(event)
            if event.type() == QEvent.Type.KeyRelease:
                self.released(event)
        return super().eventFilter(watched, event)

    def _assign(self) -> None:
        """A letter for each button in sight, the weightier first."""
        found = [b for b in self._window.findChildren(Button) if _in_sight(b) and _name(b)]
        found.sort(key=_rank)
        fixed = [str(button.property(mnemonics.KEY) or "") for button in found]
        english = [str(button.property(mnemonics.ENGLISH) or "") for button in found]
        given = mnemonics.letters([_name(button) for button in found], fixed, english)
        self._letters = {key: b for key, b in zip(given, found, strict=True) if key}

    def _hide_tips(self) -> None:
        self._rest.stop()
        if self._tips is not None:
            self._tips.hide()
            self._tips.deleteLater()
            self._tips = None

    def _escape(self, escape: Callable[[], object]) -> None:
        if not self._put_sheet_away():
            escape()

    def _put_sheet_away(self) -> bool:
        if self._sheet is None:
            return False
        self._sheet.put_away()
        return True

    def _sheet_gone(self) -> None:
        self._sheet = None


def _in_sight(button: QAbstractButton) -> bool:
    return button.isVisible() and button.isEnabled() and not button.visibleRegion().isEmpty()


def _name(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def _full_name(button: QAbstractButton, *, alone: bool) -> str:
    """What it is called; with what it is about where others are called the same."""
    about = "" if alone else button.accessibleDescription()
    return " · ".join(filter(None, (_name(button), about)))


def _cap(name: str) -> str:
    return tr(_CAPS.get(name, name))


def _rank(button: QAbstractButton) -> int:
    rank = button.property("rank")
    return _RANKS.index(rank) if rank in _RANKS else len(_RANKS)
