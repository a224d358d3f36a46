from __future__ import annotations

import pytest

from tests.catalogues import compile_all


@pytest.fixture
def _catalogues() -> None:
    """The catalogues as the sources have them."""
    compile_all()
