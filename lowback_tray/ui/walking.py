"""The way of the Tab key through a window: as it is laid out, whenever its parts were made.

Theory. Qt lets Tab follow the order in which widgets were made. Rows that are made later, or anew,
would come last, wherever they stand. So whoever makes some late asks for the way to be laid again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def tab_as_laid_out(window: QWidget) -> None:
    """Let Tab go through everything in a window in the order of its layouts."""
    for here, there in pairwise(_inside(window)):
        QWidget.setTabOrder(here, there)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab stops within a widget, in order; what has no layout keeps the order of making."""
    layout = widget.layout()
    inside: Sequence[QWidget | None]
    if isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    elif layout is not None:
        inside = list(_laid_out(layout))
    else:
        # Not `children`: the types of everything that is no widget would be made for it.
        inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for one in inside:
        if one is not None and not one.isWindow():
            yield from _stops(one)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """The widget and what is in it, where Tab stops; the parts of a control are its own affair."""
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if stops:
        yield widget
    if not stops or isinstance(widget, QScrollArea):
        yield from _inside(widget)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """What is in a layout, by place. It is not asked for its items: see `layouts.beside`."""
    owner = layout.parentWidget()
    if owner is None:
        return
    near = Qt.FindChildOption.FindDirectChildrenOnly
    found: dict[int, QWidget | QLayout] = {
        layout.indexOf(one): one for one in owner.findChildren(QWidget, options=near)
    }
    found.update({layout.indexOf(one): one for one in layout.findChildren(QLayout, options=near)})
    for place in sorted(found.keys() - {-1}):
        one = found[place]
        if isinstance(one, QWidget):
            yield one
        else:
            yield from _laid_out(one)
