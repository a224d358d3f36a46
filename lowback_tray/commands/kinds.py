"""What a command is, and what it can reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, Protocol, TypeAlias

from lowback_tray.care.exercise import Library
from lowback_tray.engine import events
from lowback_tray.engine.preview import Planned
from lowback_tray.engine.status import Status
from lowback_tray.i18n import mark

Arguments: TypeAlias = Mapping[str, Any]


class Program(Protocol):
    """What a command can reach: the running program, or (offline) what lies on the disk."""

    def post(self, event: events.Event) -> None:
        """Hand a wish to the engine. Raises Refused when it makes no sense now."""

    def status(self) -> Status:
        """The present."""

    def surroundings(self) -> dict[str, Any]:
        """What `status` adds about the desktop: presence, tray, pid, version, problems."""

    def history(self, since: datetime | None) -> Sequence[Any]:
        """The records since a moment, oldest first."""

    def history_json(self, records: Sequence[Any]) -> list[dict[str, Any]]:
        """Records as plain data."""

    def history_lines(self, records: Sequence[Any]) -> list[str]:
        """Records as lines to read."""

    def preview(self, begin: datetime | None, end: datetime) -> tuple[Planned, ...]:
        """The prompts of a span for somebody who stays; `begin` None: from now as it stands."""

    def names(self) -> dict[str, str]:
        """Ids of exercises and routines to their names."""

    def library(self) -> Library:
        """All content."""

    def check_pack(self, path: str) -> str:
        """Read a content pack as the program would. Raises ContentError."""

    def setting_lines(self) -> list[str]:
        """Every setting with its value and meaning."""

    def get_setting(self, key: str) -> str:
        """One value as text. Raises SettingsError."""

    def set_setting(self, key: str, value: str) -> str:
        """Change one; returns the value in force. Raises SettingsError."""

    def reset_setting(self, key: str | None) -> None:
        """Back to the default, one or all. Raises SettingsError."""

    def setups(self) -> list[dict[str, Any]]:
        """The usual settings and every setup: name, label, in_use, when, differs."""

    def use_setup(self, name: str) -> str:
        """Choose one; returns what it is called. Raises SettingsError."""

    def save_setup(self, name: str) -> str:
        """A new one from what holds; returns its name. Raises SettingsError."""

    def remove_setup(self, name: str) -> str:
        """One less; returns its name. Raises SettingsError."""

    def time_setup(self, name: str, days: str, times: str) -> tuple[str, str]:
        """When one holds by itself; returns its name and the rule. Raises SettingsError."""

    def settings_path(self) -> str:
        """Where the settings file is."""

    def export(self, path: str) -> str:
        """Everything into a folder or zip file; says what. Raises LowbackError."""

    def take_in(self, path: str) -> str:
        """What another machine exported; says what was new. Raises LowbackError."""

    def signals(self) -> Sequence[Any]:
        """Every signal that is read: `id`, `name`, `reads`, `now`, `switch`."""

    def report(self, path: str) -> str:
        """The page for a professional, as PDF; says where. Raises LowbackError."""

    def backups(self) -> Sequence[Any]:
        """The backups, newest first, each with `day`, `size` and `records`."""

    def restore(self, day: date) -> str:
        """Bring back what a backup has; says how much. Raises LowbackError."""

    def deletable(self) -> Mapping[str, str]:
        """What can be deleted: a word and what that is (a message for `tr`)."""

    def delete(self, part: str) -> str:
        """Delete a part for good; says what went. Raises LowbackError."""

    def doctor(self) -> dict[str, Any]:
        """What was detected, what is degraded and why."""

    def listen(self) -> str:
        """Let chime and voice be heard; returns what to say of it."""

    def open_window(self, name: str, at: str | None = None) -> None:
        """Bring a window ("today", "settings" ...) to the front; `at` is what to turn to there."""

    def quit(self) -> None:
        """End the program, once the answer is out."""


class Needs(Enum):
    """Whom a command needs."""

    NOBODY = "nobody"  # works on the files when the program does not run
    RUNNING = "running"  # exit code 3 when it does not run
    LAUNCH = "launch"  # starts the program first when it does not run


@dataclass(frozen=True, slots=True)
class Argument:
    """One word after the command.

    Attributes:
        name: what it is called in help and in `Arguments`.
        help: one sentence, a message for `i18n.tr`.
        required: whether it may be left out.
        flag: "switch" for `--name`, "number" for `--name N`, None for a plain word.
        offers: what a shell completes it to, apart from what `kind` says.
        kind: a list that a shell offers: the settings, the values of the setting before it, the
            routines, the folders on the disk, or files and folders. What is on the disk is handed
            on as an absolute path: the running program has another working folder.
    """

    name: str
    help: str
    required: bool = False
    flag: Literal["switch", "number"] | None = None
    offers: tuple[str, ...] = ()
    kind: Literal["setting", "value", "routine", "folder", "path"] | None = None


JSON = Argument("json", mark("Print JSON for programs instead of text for people"), flag="switch")
"""For commands that tell something."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: one word, or two ("settings get").
        help: one sentence, a message for `i18n.tr`.
        run: does it and returns what to print.
        needs: whom it needs.
        arguments: what follows its name.
    """

    name: str
    help: str
    run: Callable[[Program, Arguments], str]
    needs: Needs
    arguments: tuple[Argument, ...] = ()
