"""Virtual desktops for tests: `desktop` is shared by a module, `new_desktop` makes others."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator


class NewDesktop(Protocol):
    """Starts a desktop with the options of `VirtualDesktop`; it ends with the test."""

    def __call__(self, **options: Any) -> VirtualDesktop: ...


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    """A desktop with everything; leave it as you found it."""
    with VirtualDesktop() as started:
        yield started


@pytest.fixture
def new_desktop() -> Iterator[NewDesktop]:
    with ExitStack() as stack:

        def start(**options: Any) -> VirtualDesktop:
            return stack.enter_context(VirtualDesktop(**options))

        yield start
