"""What a window is for somebody who cannot see it, or has no mouse: read from Qt itself.

`heard` is the tree a screen reader gets (the very interfaces that Qt puts on the accessibility
bus), `chain` the controls that Tab reaches, in its order. Both know nothing of our widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QAccessibleInterface, QImage

_ROLE = QAccessible.Role
CONTROLS = frozenset(
    {
        *(_ROLE.Button, _ROLE.ButtonMenu, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.ComboBox),
        *(_ROLE.SpinBox, _ROLE.EditableText, _ROLE.Slider, _ROLE.PageTab, _ROLE.MenuItem),
        *(_ROLE.Link, _ROLE.ListItem, _ROLE.Dial, _ROLE.ScrollBar, _ROLE.Graphic),
    }
)
"""What can be worked, or stands for something: it needs a name."""

_SILENT = frozenset({_ROLE.ScrollBar})  # Qt's own; moved by the keys of what it scrolls
_ONE_ROW = 0.5  # of the lower height: how much two controls of one row overlap


@dataclass(frozen=True)
class Heard:
    """One node of the tree.

    Attributes:
        role: what it is.
        name: what it is called, or the text of the label that stands for it.
        description: what is said after the name.
        kind: the class of its widget, for the report.
        focusable: whether it takes the keyboard.
    """

    role: QAccessible.Role
    name: str
    description: str
    kind: str
    focusable: bool

    def __str__(self) -> str:
        return f"{self.kind} ({self.role.name}) {self.name!r}"


def heard(window: QWidget) -> list[Heard]:
    """Everything of a window that can be heard, in the order of the tree."""
    root = QAccessible.queryAccessibleInterface(window)
    return [_node(found) for found in _walk(root)]


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _walk(child)


def _node(found: QAccessibleInterface) -> Heard:
    text = QAccessible.Text
    widget = found.object()
    name = found.text(text.Name)
    if found.role() == _ROLE.ComboBox:  # Qt on Linux tells its value; a label must name it
        name = " ".join(
            label.text(text.Name)
            for label, what in found.relations(QAccessible.RelationFlag.Label)
            if what & QAccessible.RelationFlag.Label
        )
    return Heard(
        found.role(),
        name,
        found.text(text.Description),
        type(widget).__name__,
        bool(found.state().focusable),
    )


def unnamed(window: QWidget) -> list[str]:
    """Every control and picture that a screen reader could not name."""
    return [
        str(node)
        for node in heard(window)
        if not node.name.strip()
        and node.role not in _SILENT
        and (node.role in CONTROLS or node.focusable)
    ]


# ---- the keyboard


def chain(window: QWidget) -> list[QWidget]:
    """What Tab reaches, from the first on."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _workable(widget, window):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _workable(widget: QWidget, window: QWidget) -> bool:
    return (
        widget.window() is window
        and widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def out_of_order(window: QWidget) -> list[str]:
    """Each step of Tab that goes against the reading order: up in a column, or left in a row."""
    stops = chain(window)
    found = []
    for here, there in pairwise(stops):
        a, b = _places(here, there)
        if _same_row(a, b):
            wrong = b.right() < a.left()
        else:
            wrong = b.bottom() < a.top() and _same_column(a, b)
        if wrong:
            found.append(f"{_called(here)} -> {_called(there)}")
    return found


def _places(a: QWidget, b: QWidget) -> tuple[QRect, QRect]:
    """Where both stand in the smallest part of the window that holds both.

    There the outermost parts are compared: what is scrolled out of sight stands in its page.
    """
    ways = [list(_way_up(widget)) for widget in (a, b)]
    while len(ways[0]) > 1 and len(ways[1]) > 1 and ways[0][-2] is ways[1][-2]:
        for way in ways:
            way.pop()
    first, second = (way[-2] if len(way) > 1 else way[-1] for way in ways)
    return first.geometry(), second.geometry()


def _way_up(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    parent = widget.parentWidget()
    if parent is not None and not widget.isWindow():
        yield from _way_up(parent)


def _same_row(a: QRect, b: QRect) -> bool:
    shared = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
    return shared > _ONE_ROW * min(a.height(), b.height())


def _same_column(a: QRect, b: QRect) -> bool:
    return min(a.right(), b.right()) > max(a.left(), b.left())


def _called(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} {found.text(QAccessible.Text.Name)!r}"


def unreachable(window: QWidget) -> list[str]:
    """Every control that can be worked by mouse and that Tab does not reach."""
    reached = {id(widget) for widget in chain(window)}
    root = QAccessible.queryAccessibleInterface(window)
    found = []
    for node in _walk(root):
        widget = node.object()
        if (
            node.role() in CONTROLS - _SILENT - {_ROLE.MenuItem, _ROLE.Graphic}
            and isinstance(widget, QWidget)
            and _workable(widget, window)
            and id(widget) not in reached
            and not _part_of_reached(widget, reached)
        ):
            found.append(_called(widget))
    return found


def _part_of_reached(widget: QWidget, reached: set[int]) -> bool:
    """Whether it belongs to a control that Tab does reach, as the line of a number field."""
    parent = widget.parentWidget()
    return parent is not None and (id(parent) in reached or _part_of_reached(parent, reached))


def unseen_focus(window: QWidget) -> list[str]:
    """Every control that looks the same with the keyboard's focus as without it."""
    window.activateWindow()
    QApplication.processEvents()
    found = []
    for widget in chain(window):
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        _clear(window)
        before = _look(widget, window)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and _look(widget, window) == before:
            found.append(_called(widget))
    return found


def _clear(window: QWidget) -> None:
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QApplication.processEvents()


def _look(widget: QWidget, window: QWidget) -> QImage:
    """The control and the ring there may be around it."""
    parent = widget.parentWidget()
    if parent is None or parent is window:
        return widget.grab().toImage()
    around = widget.geometry().adjusted(-4, -4, 4, 4)
    return parent.grab(around).toImage()
