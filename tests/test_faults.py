"""docs/faults.md is true: every row is there, and every test that it names exists."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
FAULTS, _, WISHES = PAGE.partition("## Wishes that come true")
EXPECTED_FAULTS = [*range(1, 37), 66, 67, 68, 70]
EXPECTED_WISHES = [*range(1, 11), 12, 13, 14, 34, 35, 36]


def rows(text: str) -> dict[int, list[str]]:
    """Number to the other cells."""
    cells = [re.split(r"\s*\|\s*", line.strip("| ")) for line in text.splitlines()]
    return {int(row[0]): row[1:] for row in cells if row[0].isdigit()}


def named(text: str) -> list[tuple[str, str]]:
    return re.findall(r"`([\w/]+)::(\w+)`", text)


@functools.cache
def names_in(module: str) -> frozenset[str]:
    """The names of the tests of a module that pytest would collect."""
    path = ROOT / "tests" / f"{module}.py"
    assert path.exists(), path
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(one.name for one in body if isinstance(one, ast.FunctionDef))


def test_every_fault_and_every_wish_has_its_row_once() -> None:
    assert list(rows(FAULTS)) == EXPECTED_FAULTS
    assert list(rows(WISHES)) == EXPECTED_WISHES
    assert len(re.findall(r"^\| \d+ \|", PAGE, re.MULTILINE)) == 40 + 16


@pytest.mark.parametrize(
    ("kind", "number"),
    [*(("fault", n) for n in EXPECTED_FAULTS), *(("wish", n) for n in EXPECTED_WISHES)],
)
def test_a_row_says_what_happens_here_and_names_tests_that_exist(kind: str, number: int) -> None:
    cells = rows(FAULTS if kind == "fault" else WISHES)[number]
    assert len(cells) == 3
    assert all(cells)
    found = named(cells[2])
    assert found, "no test"
    assert "PENDING" not in cells[2]
    for module, test in found:
        assert test in names_in(module), f"{module}::{test}"


def test_what_is_named_is_a_test_that_runs() -> None:
    """Nothing that is skipped, and no helper."""
    assert all(test.startswith("test_") for _, test in named(PAGE))
    assert all(module.rpartition("/")[2].startswith("test_") for module, _ in named(PAGE))
