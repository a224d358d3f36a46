"""The translations as the present sources have them, for tests that read Japanese."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


class Done(NamedTuple):
    """How a run of `packaging/messages.py` ended."""

    returncode: int
    stdout: str
    stderr: str


def messages(*words: str | Path, root: Path = ROOT) -> Done:
    """Run `packaging/messages.py` on a source tree."""
    if str(ROOT / "packaging") not in sys.path:
        sys.path.append(str(ROOT / "packaging"))
    tool = import_module("messages")
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = tool.main(["--root", str(root), *map(str, words)])
    return Done(code, out.getvalue(), err.getvalue())


@cache
def compile_all() -> None:
    """Compile the catalogues of this tree, once."""
    done = messages("compile")
    assert done.returncode == 0, done.stderr


def texts(language: str) -> frozenset[str]:
    """Every text of the program, in English (the message ids) or in Japanese; plurals apart."""
    with (ROOT / "resources/translations/ja/LC_MESSAGES/lowback_tray.po").open("rb") as file:
        catalogue = read_po(file)
    found = [message.id if language == "en" else message.string for message in catalogue]
    return frozenset(
        text for one in found for text in (one if isinstance(one, (list, tuple)) else [one]) if text
    )
