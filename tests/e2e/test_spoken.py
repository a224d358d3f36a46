"""What the running program says aloud, heard by a voice of the test's own."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife


def voice(folder: Path) -> tuple[dict[str, str], Path]:
    """An environment whose voice writes down what it is given, and where it does."""
    heard, program = folder / "heard", folder / "espeak-ng"
    program.write_text(f'#!/bin/sh\ncat >> "{heard}"\necho >> "{heard}"\nexit 0\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}, heard


def test_each_step_of_a_guide_is_said_and_nothing_after_its_end(
    new_life: NewLife, tmp_path: Path
) -> None:
    env, heard = voice(tmp_path)
    life = new_life(settings={"voice.on": True}, env=env).start()
    life.command("start", "stand-up")
    life.wait_for(lambda: heard.exists() and "Step 1 of" in heard.read_text(), 10)
    life.command("done")
    life.reach("sitting")
    assert heard.read_text().count("Step") == 1


def test_by_default_nothing_is_said(new_life: NewLife, tmp_path: Path) -> None:
    env, heard = voice(tmp_path)
    life = new_life(env=env).start()
    life.command("start", "stand-up")
    life.window()
    life.command("done")
    life.reach("sitting")
    assert not heard.exists()
