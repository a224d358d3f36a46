"""Who records sound, judged by what the sound server and the kernel say of it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# They record to show a level, to clean the sound for others, or to wait for a word.
IGNORED = frozenset(
    {
        "pavucontrol", "gnome-control-center", "gsd-media-keys", "plasmashell", "kmix",
        "systemsettings", "easyeffects", "noisetorch", "cadmus", "cava", "pulseeffects",
    }
)  # fmt: skip
_ENTRY = re.compile(r"^Source Output #", re.MULTILINE)
_FIELD = re.compile(r"^\t(Source|Corked): (\S+)$", re.MULTILINE)
_PROPERTY = re.compile(r'^\t\t([\w.-]+) = "(.*)"$', re.MULTILINE)
# PipeWire numbers a stream that is not connected to any source with all ones.
_NOWHERE = str(0xFFFFFFFF)


class Recording(NamedTuple):
    """A program that records now.

    Attributes:
        source: the number of what it records from.
        program: its name, "" if not known.
    """

    source: str
    program: str


def recordings(said: str) -> list[Recording]:
    """The streams that run, from `pactl list source-outputs` in English."""
    found = []
    for entry in _ENTRY.split(said)[1:]:
        fields, properties = dict(_FIELD.findall(entry)), dict(_PROPERTY.findall(entry))
        source = fields.get("Source", _NOWHERE)
        one = recording(source, fields.get("Corked") != "no", properties)
        if one is not None:
            found.append(one)
    return found


def recording(source: str, corked: bool, properties: Mapping[str, str]) -> Recording | None:
    """What a stream that records amounts to; None if to nothing.

    Args:
        source: the number of what it records from.
        corked: it is paused.
        properties: what its program says of itself.
    """
    names = [
        properties.get(key, "")
        for key in ("application.process.binary", "application.id", "application.name")
    ]
    level = properties.get("media.name", "") == "Peak detect"
    if corked or level or source == _NOWHERE or any(_short(name) in IGNORED for name in names):
        return None
    return Recording(source, names[2] or names[0])


def _short(name: str) -> str:
    """The last part of "com.github.wwmm.easyeffects", in small letters."""
    return name.casefold().rpartition(".")[2]


def sources(said: str) -> Iterator[tuple[str, str]]:
    """Number and name of each source, from `pactl list short sources`."""
    for line in said.splitlines():
        parts = line.split("\t")
        if len(parts) >= 2:
            yield parts[0], parts[1]


def alsa_recording(root: Path) -> bool | None:
    """Whether a sound card records, by the kernel's word; None: there is no card that could."""
    states = list(root.glob("proc/asound/card*/pcm*c/sub*/status"))
    if not states:
        return None
    return any("RUNNING" in _text(state) for state in states)


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
