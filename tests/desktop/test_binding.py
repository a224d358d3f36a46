"""PySide's question for sources, with the PySide that is installed here."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from lowback_tray.desktop import binding

_SHOW = """\
import linecache
from PySide6.QtWidgets import QLabel
import colorsys
from lowback_tray.ui.tray_menu import MenuItem
kept = " ".join(linecache.cache)
print("tray_menu" in kept, "colorsys" in kept)
print(QLabel.setText.__name__, hasattr(QLabel, "set_text"))
"""
_ASKED = "from lowback_tray.desktop import binding; assert binding.read_no_sources()\n"


def _said(program: str) -> list[str]:
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_without_it_pyside_reads_every_module_and_all_is_kept() -> None:
    """Where this fails PySide has learnt better, and `desktop.binding` can go."""
    assert _said(_SHOW) == ["True True", "setText False"]


def test_nothing_is_read_and_qt_is_the_same() -> None:
    assert _said(_ASKED + _SHOW) == ["False False", "setText False"]


def test_also_what_is_imported_after_qt() -> None:
    assert _said("from PySide6 import QtCore\n" + _ASKED + _SHOW)[0] == "False False"


def test_what_went_wrong_is_still_told_with_its_line() -> None:
    wrong = "import traceback\ntry:\n    import json; json.loads('[')\nexcept ValueError:\n"
    [line] = _said(_ASKED + wrong + "    print('raise JSONDecodeError' in traceback.format_exc())")
    assert line == "True"


def test_a_pyside_that_asks_nothing_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shibokensupport.feature", ModuleType("feature"))
    assert not binding.read_no_sources()


def test_so_is_one_without_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shibokensupport.feature", None)
    assert not binding.read_no_sources()
