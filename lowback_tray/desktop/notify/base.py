"""A notification is data with actions; a notifier translates it for one technology.

The contract of every notifier:

* `show` and `withdraw` return at once and never raise for what the world does.
* After `show(note)` comes `shown(note)` or `failed(note, problem)`, never from within `show`.
* After `shown(note)` comes at most one of `answered`, `closed` and `failed`, and then no more.
* One note a group is on the screen: a newer one replaces it, and of a note that was replaced
  or withdrawn nothing is heard again.
* `shown` is a claim that somebody can see it. A notifier that cannot know must say `failed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import QObject, Signal

PROMPT = "prompt"


class Capability(StrEnum):
    """What the notification service can do."""

    UNKNOWN = "unknown"  # not answered yet
    BUTTONS = "buttons"
    PLAIN = "plain"
    NONE = "none"


class Urgency(IntEnum):
    """How loud; the numbers are those of the notification specification."""

    LOW = 0
    NORMAL = 1
    CRITICAL = 2


@dataclass(frozen=True, slots=True)
class Note:
    """What to say.

    Attributes:
        title: one line, plain text.
        body: a few lines, plain text.
        actions: (key, label) of each button, in order; the key "default" is the note itself.
        urgency: how loud.
        timeout_s: how long it stays; None: until it is answered or withdrawn.
        group: a newer note of the same group takes its place.
    """

    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    urgency: Urgency = Urgency.NORMAL
    timeout_s: float | None = None
    group: str = PROMPT


class Notifier(QObject):
    """One way to show notes; see the contract above."""

    shown = Signal(object)  # the note
    answered = Signal(object, str)  # the note, the key of the button
    closed = Signal(object)  # the note: gone unanswered
    failed = Signal(object, str)  # the note, the problem for people

    def show(self, note: Note) -> None:
        """Show a note in place of the one of its group."""
        raise NotImplementedError

    def withdraw(self, group: str = PROMPT) -> None:
        """Take the group's note back; harmless when there is none."""
        raise NotImplementedError

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        raise NotImplementedError


def body_text(body: str, *, markup: bool) -> str:
    """The body as the service must get it: one that reads markup must not find any."""
    if not markup:
        return body
    # Not html.escape: its module brings 700 kB of entities into a program that waits.
    return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
