"""What a painted widget is for somebody who listens: a picture, a text, a window.

Theory. Qt knows what its own controls are. A widget that only paints is, to it, an empty box,
and so is a window of ours; screen readers pass empty boxes by, whatever they are called. `tell_as`
says what it is. Qt asks only while a screen reader listens; nothing is made before.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_PROPERTY = "told_as"
_ROLES = {
    "picture": QAccessible.Role.Graphic,
    "text": QAccessible.Role.StaticText,
    "group": QAccessible.Role.Grouping,
    "window": QAccessible.Role.Window,
}


def tell_as(widget: QWidget, what: Literal["picture", "text", "group", "window"]) -> None:
    """Let a screen reader take a widget for one of these."""
    widget.setProperty(_PROPERTY, what)
    _install()


@cache
def _install() -> None:
    QAccessible.installFactory(_tell)


def _tell(_key: str, thing: QObject) -> QAccessibleWidget | None:
    """Qt asks for each thing that is heard of; None leaves the answer to it."""
    what = thing.property(_PROPERTY)
    return QAccessibleWidget(thing, _ROLES[what]) if isinstance(thing, QWidget) and what else None
