from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray import i18n
from tests.catalogues import compile_all

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _catalogues() -> Iterator[None]:
    """The catalogues as the sources have them, and English again afterwards."""
    compile_all()
    yield
    i18n.use("en")
