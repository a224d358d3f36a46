"""What is made ready for a prompt, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject

from lowback_tray.app.places import Places
from lowback_tray.engine.policy import BreakKind
from tests.ui import samples_b as samples


class Ready(Places):
    """Places whose window only notes what it is asked for."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.did: list[str] = []

    def window(self) -> Any:
        """Loading it is what takes time."""
        self.did.append("load")
        return self

    def prepare(self) -> None:
        """Building it takes the other half."""
        self.did.append("build")


@pytest.mark.parametrize(
    ("minutes", "kind", "did"),
    [
        (23.0, BreakKind.STAND_UP, []),
        (1.5, BreakKind.STAND_UP, []),
        (0.9, BreakKind.STAND_UP, ["load", "build"]),
        (0.9, BreakKind.CARE, ["load", "build"]),
        (0.9, BreakKind.POSTURE_RESET, ["load"]),
    ],
)
def test_the_window_is_made_ready_in_the_minute_before_its_prompt(
    minutes: float, kind: BreakKind, did: list[str]
) -> None:
    places = Ready()
    places.expect(replace(samples.SITTING, next=samples.next_prompt(minutes, kind)))
    assert places.did == did


def test_nothing_is_made_ready_while_nothing_is_coming() -> None:
    places = Ready()
    places.expect(replace(samples.SITTING, next=None))
    assert places.did == []
