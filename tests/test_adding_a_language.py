"""docs/adding-a-language.md, followed line by line in a copy, with a made-up language."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.catalogues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("docs/adding-a-language.md", "docs/adding-a-language.ja.md")
_COMMAND = re.compile(r"```sh\n(.*?)```", re.S)
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)


def commands(page: str) -> list[str]:
    """What the page tells to type, line by line."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        line.strip()
        for block in _COMMAND.findall(text)
        for line in block.splitlines()
        if line.strip()
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the sources that a translator touches."""
    ignore = shutil.ignore_patterns("__pycache__", "*.mo", "bundle", "linux", "windows", "macos")
    for folder in ("lowback_tray", "resources", "packaging"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignore)
    return tmp_path


def run(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Type a line of the page there."""
    homes = ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")
    env = {**os.environ, "PYTHONPATH": str(root)}
    for home in homes:
        (root / home).mkdir(mode=0o700, exist_ok=True)
        env[f"XDG_{home}"] = str(root / home)
    return subprocess.run(
        ["bash", "-c", line.replace(".venv/bin/python", sys.executable)],
        cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def translate(root: Path) -> None:
    """An afternoon in a second: every text in marks of a language nobody speaks."""
    from babel.messages.pofile import read_po

    path = root / "resources/translations/eo/LC_MESSAGES/lowback_tray.po"
    with path.open("rb") as source:
        found = [message.id for message in read_po(source, locale="eo") if message.id]
    words = {
        (one if isinstance(one, str) else one[0]): (
            _made_up(one) if isinstance(one, str) else [_made_up(form) for form in one]
        )
        for one in found
    }
    (root / "eo.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def _made_up(text: str) -> str:
    before, words, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    return f"{before}ŝ {words} ŭ{after}"


def test_both_languages_of_the_page_say_the_same_commands() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])


def test_the_page_leads_to_a_program_in_another_language(copy: Path) -> None:
    said = {}
    for line in commands(PAGES[0]):
        if " fill " in line:
            translate(copy)
        done = run(copy, line)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        said[line] = done.stdout
    assert "ŝ " in said[commands(PAGES[0])[-1]], "the help speaks it"
    plural = (
        "from lowback_tray import i18n;"
        "i18n.use('eo');"
        "found = i18n.ntr('{n} setting found', '{n} settings found', 2);"
        "print(i18n.tr('Settings'), found, i18n.language())"
    )
    done = run(copy, f'.venv/bin/python -c "{plural}"')
    assert done.stdout.split("\n")[0] == "ŝ Settings ŭ ŝ 2 settings found ŭ eo"
    done = run(copy, ".venv/bin/python -m lowback_tray settings set language eo")
    assert done.returncode == 0, done.stderr
    done = run(copy, ".venv/bin/python -m lowback_tray settings get language")
    assert done.stdout.strip() == "eo"


def test_what_is_left_in_english_is_named(copy: Path) -> None:
    lines = commands(PAGES[0])
    for line in lines[: lines.index(next(one for one in lines if " fill " in one))]:
        assert run(copy, line).returncode == 0
    done = run(copy, ".venv/bin/python packaging/messages.py check")
    assert done.returncode == 1
    assert "eo: 'Settings' is not translated" in done.stderr
