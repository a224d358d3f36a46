"""Desktops and lives for the end-to-end tests; a life ends with its test."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.desktop.virtual import VirtualDesktop
from tests.e2e.life import Life

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = {"stand_up.interval_min": 15, "posture_reset.enabled": False, "snooze.limit": 5}


class NewLife(Protocol):
    """Makes a `Life` with its options, on the shared desktop unless given another."""

    def __call__(self, desktop: VirtualDesktop | None = None, **options: Any) -> Life: ...


class NewDesktop(Protocol):
    """Starts a desktop with the options of `VirtualDesktop`; it ends with the test."""

    def __call__(self, **options: Any) -> VirtualDesktop: ...


@pytest.fixture(scope="package")
def shared() -> Iterator[VirtualDesktop]:
    """A desktop with everything; leave it as you found it."""
    with VirtualDesktop() as started:
        yield started


@pytest.fixture
def new_desktop() -> Iterator[NewDesktop]:
    with ExitStack() as stack:

        def start(**options: Any) -> VirtualDesktop:
            return stack.enter_context(VirtualDesktop(**options))

        yield start


@pytest.fixture
def new_life(request: pytest.FixtureRequest) -> Iterator[NewLife]:
    with ExitStack() as stack:

        def make(desktop: VirtualDesktop | None = None, **options: Any) -> Life:
            place = desktop or request.getfixturevalue("shared")
            assert isinstance(place, VirtualDesktop)
            life = Life(place, **options)
            stack.callback(life.crash_free)
            stack.callback(life.stop)
            return life

        yield make


def _until_due(desktop: VirtualDesktop, **settings: object) -> Path:
    """The home of a program that was killed while it asked."""
    life = Life(desktop, rate=180, settings=settings).start()
    try:
        life.reach("prompting")
        life.kill()
    finally:
        life.stop()
    return life.home


@pytest.fixture(scope="package")
def stand_up_due(shared: VirtualDesktop) -> Path:
    """For `like`: fifteen minutes of sitting are over; it asks a minute after the start."""
    return _until_due(shared, **QUICK)


@pytest.fixture(scope="package")
def posture_due(shared: VirtualDesktop) -> Path:
    """For `like`: the same with a posture reset after ten minutes."""
    return _until_due(shared, **{"posture_reset.after_min": 10})
