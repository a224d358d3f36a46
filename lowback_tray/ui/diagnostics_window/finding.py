"""One finding, and all of them as a text that can be given to somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from lowback_tray.i18n import mark, tr

State: TypeAlias = Literal["works", "limited", "missing", "off"]

STATES: Mapping[State, str] = {
    "works": mark("Works"),
    "limited": mark("Limited"),
    "missing": mark("Missing"),
    "off": mark("Switched off"),
}
"""Each state in a word, a message for `tr`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing, in words of the language in force.

    Attributes:
        name: the thing.
        state: how it stands.
        said: what is so, one or two sentences.
        remedy: what the person can do about it; empty where there is nothing to do.
    """

    name: str
    state: State
    said: str
    remedy: str = ""

    @property
    def worth_a_look(self) -> bool:
        """Whether something could be better."""
        return self.state in ("limited", "missing")


def as_text(findings: Sequence[Finding], facts: Sequence[tuple[str, str]]) -> str:
    """Everything as plain text without the person's name or home folder.

    Args:
        findings: in order.
        facts: names and values that go before them (versions, desktop).
    """
    lines = [tr("{name}: {value}").format(name=name, value=value) for name, value in facts]
    for one in findings:
        line = tr("{name}: {value}").format(name=one.name, value=one.said)
        lines.append(f"[{tr(STATES[one.state])}] {line}")
        if one.remedy:
            lines.append(f"    {one.remedy}")
    return nobody_named("\n".join(lines))


def nobody_named(text: str, home: Path | None = None) -> str:
    """The text with the home folder, which contains the person's name, as "~"."""
    return text.replace(str(home or Path.home()), "~")
