"""The program's own chimes: `python packaging/chimes.py` writes resources/sounds/.

Small bars of wood, struck softly: a few sine partials that die away, the higher ones sooner, with
a rise of some milliseconds so that nothing clicks and an end that reaches silence. Nothing but
arithmetic: the same script gives the same samples, under the same licence as the program.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOUNDS = ROOT / "resources" / "sounds"
RATE = 22050
PEAK = 0.5  # of what 16 bits can hold: a chime is never the loudest thing on the desk

# Multiples of the pitch, how loud, and how much sooner each dies away: a wooden bar.
_PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.22, 1.6), (3.93, 0.10, 3.0), (6.2, 0.03, 5.0))
_RISE_S = 0.006
_FALL_S = 0.08  # the last bit of each sound, into silence


@dataclass(frozen=True, slots=True)
class Note:
    """One stroke: when it begins, its pitch, its loudness, how fast it dies away."""

    at_s: float
    hertz: float
    loud: float = 1.0
    decay_s: float = 0.28


_C5, _E5, _G5, _A5, _C6 = 523.25, 659.26, 783.99, 880.0, 1046.5
CHIMES: dict[str, tuple[float, Sequence[Note]]] = {
    # A question: two notes that rise and stay open.
    "prompt": (1.15, (Note(0.0, _E5, 0.8), Note(0.22, _A5, 0.7, 0.32))),
    # Off we go: up a fifth.
    "start": (0.95, (Note(0.0, _C5, 0.9), Note(0.16, _G5, 0.8))),
    # The next one: a single soft stroke.
    "change": (0.65, (Note(0.0, _G5, 0.75, 0.2),)),
    # Done: a chord that comes to rest.
    "end": (1.4, (Note(0.0, _G5, 0.7), Note(0.15, _E5, 0.7), Note(0.32, _C5, 0.9, 0.4),
                  Note(0.32, _C6, 0.25, 0.3))),
}  # fmt: skip


def samples(seconds: float, notes: Sequence[Note]) -> list[float]:
    """The sound as numbers between -PEAK and PEAK."""
    sound = [0.0] * round(seconds * RATE)
    for note in notes:
        _strike(sound, note)
    fall = round(_FALL_S * RATE)
    for index in range(fall):
        sound[-1 - index] *= index / fall
    loudest = max(abs(value) for value in sound)
    return [value / loudest * PEAK for value in sound]


def _strike(sound: list[float], note: Note) -> None:
    begin = round(note.at_s * RATE)
    for multiple, loud, sooner in _PARTIALS:
        turn = 2 * math.pi * note.hertz * multiple / RATE
        for index in range(begin, len(sound)):
            passed = (index - begin) / RATE
            rise = min(1.0, passed / _RISE_S)
            dies = math.exp(-passed * sooner / note.decay_s)
            sound[index] += note.loud * loud * rise * dies * math.sin(turn * (index - begin))


def as_pcm(sound: Sequence[float]) -> bytes:
    """16 bits a sample, little end first, as WAV files hold them."""
    whole = array("h", (round(value * 32767) for value in sound))
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()


def write(path: Path, pcm: bytes) -> None:
    """A mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)


def main() -> None:
    """Write every chime."""
    SOUNDS.mkdir(parents=True, exist_ok=True)
    for name, (seconds, notes) in CHIMES.items():
        write(SOUNDS / f"{name}.wav", as_pcm(samples(seconds, notes)))


if __name__ == "__main__":
    main()
