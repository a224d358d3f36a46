"""Work in slices: all of it is done, in order, and nothing ticks afterwards."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lowback_tray.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent, QShowEvent
    from PySide6.QtWidgets import QApplication


class Work:
    """Steps that write themselves down."""

    def __init__(self, many: int) -> None:
        self.did: list[int] = []
        self.ends = 0
        self.many = many

    def steps(self) -> Iterator[None]:
        for number in range(self.many):
            self.did.append(number)
            yield

    def ended(self) -> None:
        self.ends += 1


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()
    qapp.processEvents()


def test_all_steps_are_done_in_order_and_the_end_is_told_once(
    parent: QObject, qapp: QApplication
) -> None:
    work = Work(1000)
    slices = Slices(parent, work.ended)
    slices.run(work.steps())
    assert work.did == []
    while not work.ends:
        qapp.processEvents()
    qapp.processEvents()
    assert work.did == list(range(1000))
    assert work.ends == 1


def test_new_work_takes_the_place_of_old(parent: QObject, qapp: QApplication) -> None:
    old, new = Work(5), Work(5)
    slices = Slices(parent, new.ended)
    slices.run(old.steps())
    slices.run(new.steps())
    while not new.ends:
        qapp.processEvents()
    assert old.did == []


def test_all_of_it_can_be_had_at_once_and_none_of_it_later(
    parent: QObject, qapp: QApplication
) -> None:
    work = Work(5)
    slices = Slices(parent, work.ended)
    slices.run(work.steps())
    slices.finish()
    assert (len(work.did), work.ends) == (5, 1)
    slices.finish()
    slices.run(work.steps())
    slices.stop()
    qapp.processEvents()
    assert (len(work.did), work.ends) == (5, 1)


def test_what_a_widget_shows_first_is_painted_before_its_work_begins(qapp: QApplication) -> None:
    work = Work(3)
    window = Painted(work)
    slices = Slices(window, work.ended)
    slices.run(work.steps())
    window.show()
    while not work.ends:
        qapp.processEvents()
    assert window.did_at_first == 0
    window.close()
    window.deleteLater()
    qapp.processEvents()


class Painted(QWidget):
    """Notes how much was done when it was painted for the first time, late."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.did_at_first: int | None = None

    def showEvent(self, _event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        time.sleep(0.05)  # a busy desktop; by then a timer of one frame has run out

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self.did_at_first is None:
            self.did_at_first = len(self._work.did)
