"""The chimes that are shipped: made by the script, short, soft, without a click."""

from __future__ import annotations

import sys
import wave
from array import array
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))
chimes: Any = import_module("chimes")  # a script, not a package

NAMES = sorted(chimes.CHIMES)


def shipped(name: str) -> tuple[float, list[int]]:
    """Length in seconds, and the samples."""
    with wave.open(str(chimes.SOUNDS / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = array("h", file.readframes(file.getnframes()))
        return file.getnframes() / file.getframerate(), list(samples)


def test_every_chime_the_program_knows_is_there_and_no_other() -> None:
    from lowback_tray.desktop.sound.chimes import NAMES as KNOWN

    assert sorted(KNOWN) == NAMES
    assert sorted(path.stem for path in chimes.SOUNDS.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_what_is_shipped(name: str) -> None:
    made = array("h", chimes.as_pcm(chimes.samples(*chimes.CHIMES[name])))
    _, samples = shipped(name)
    # One step of 65536 is what another processor's sine may differ by.
    assert len(made) == len(samples)
    assert max(abs(a - b) for a, b in zip(made, samples, strict=True)) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short_and_soft_and_begins_and_ends_in_silence(name: str) -> None:
    seconds, samples = shipped(name)
    assert seconds < 1.5
    assert max(abs(one) for one in samples) == round(chimes.PEAK * 32767)
    assert samples[0] == 0
    assert abs(samples[-1]) <= 32
    steps = [abs(b - a) for a, b in pairwise(samples)]
    assert max(steps) < 0.25 * 32767, "a jump is heard as a click"


@pytest.mark.parametrize("name", NAMES)
def test_it_is_small(name: str) -> None:
    assert (chimes.SOUNDS / f"{name}.wav").stat().st_size < 64_000
