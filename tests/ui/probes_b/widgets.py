"""What every window of part B has in common for whoever looks at it: texts and buttons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLabel, QLineEdit, QWidget

from lowback_tray.ui import phrases
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont

_LONE = re.compile("[\u3041-\u309f]{1,2}")  # hiragana


def too_wide(label: QLabel) -> bool:
    """Whether a line of a wrapping text is longer than the room and cannot be broken."""
    if not label.wordWrap() or not label.text():
        return False
    room = label.contentsRect()
    tall = room.adjusted(0, 0, 0, 10_000)
    shown = QLabel.text(label)  # with the marks that keep Japanese phrases together
    need = label.fontMetrics().boundingRect(tall, Qt.TextFlag.TextWordWrap, shown)
    return need.width() > room.width() + 1


def wrapped(shown: str, font: QFont, width: int) -> list[str]:
    """The lines of a text as they are painted, without the marks for where it may break."""
    layout = QTextLayout(shown.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(
            phrases.without(shown[line.textStart() : line.textStart() + line.textLength()])
        )
    layout.endLayout()
    return lines


def lone_ends(window: QWidget) -> list[str]:
    """Each text whose last line is a syllable or two of a word that began in the line before.

    What can be copied is left out: it has no marks for where it may break.
    """
    found = []
    for label in window.findChildren(Label):
        copied = label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if copied or not label.isVisible():
            continue
        lines = wrapped(QLabel.text(label), label.font(), label.contentsRect().width())
        last = "".join(lines[-2:-1])[-1:]
        end = lines[-1].strip("。、？！?! \n") if lines else ""
        if _LONE.fullmatch(end) and last.isalpha():
            found.append(f"a lone {end!r}: {label.text()}")
    return found


def pump() -> None:
    """Let everything that waits in the event loop happen."""
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class WindowProbe:
    """One window, shown."""

    window: QWidget

    def texts(self) -> list[str]:
        """Every text in sight, from first to last."""
        return [label.text() for label in self._seen(QLabel) if label.text()]

    def buttons(self) -> list[str]:
        """The labels of every button in sight."""
        return [button.text() for button in self._seen(Button) if button.text()]

    def checked(self) -> list[str]:
        """The labels of every chosen chip in sight."""
        return [b.text() for b in self._seen(Button) if b.isChecked()]

    def press(self, label: str) -> None:
        """Click a button."""
        next(
            b for b in self._seen(QAbstractButton) if label in (b.text(), b.accessibleName())
        ).click()
        pump()

    def nameless(self) -> list[str]:
        """Every control in sight that a screen reader could not name."""
        controls: list[QWidget] = [
            *self._seen(QAbstractButton),
            *self._seen(QAbstractSpinBox),
            *self._seen(QLineEdit),
        ]
        return [
            type(control).__name__
            for control in controls
            if not control.accessibleName()
            and not (isinstance(control, QAbstractButton) and control.text())
            and control.objectName() not in ("qt_spinbox_lineedit", "_q_qlineeditclearbutton")
            and not isinstance(control.parent(), QLineEdit)
        ]

    def clipped(self) -> list[str]:
        """Every text whose box is smaller than the text, and every control cut off sideways."""
        found = []
        for label in self._seen(QLabel):
            room, need = label.contentsRect(), label.heightForWidth(label.width())
            if need > label.height() + 1 or (
                need < 0 and label.sizeHint().height() > room.height() + 1
            ):
                found.append(label.text())
            if too_wide(label):
                found.append(f"too wide: {label.text()}")
            if not label.wordWrap() and label.sizeHint().width() > label.width() + 1:
                found.append(label.text())
        for button in self._seen(Button):
            need = button.sizeHint()
            if need.width() > button.width() + 1 or need.height() > button.height() + 1:
                found.append(button.text())
        every: list[QWidget] = list(self._seen(QWidget))
        for widget in every:
            right = widget.mapTo(self.window, widget.rect().topRight()).x()
            if right >= self.window.width() + 1:
                found.append(f"{type(widget).__name__} ends at {right}")
        return found

    def _seen(self, kind: type[Any]) -> Iterator[Any]:
        for slices in self.window.findChildren(Slices):
            slices.finish()  # a person looks later than a few milliseconds
            pump()
        found: list[Any] = self.window.findChildren(kind)
        return (widget for widget in found if widget.isVisibleTo(self.window))
