"""The one table of commands.

Each command is declared once: its name, its arguments, a sentence of help, whom it needs, and
what it does to a `Program`. The command line, the local pipe, the tray menu and the reference
in docs/commands.md are all fed from `COMMANDS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lowback_tray.commands import changing, doing, owning, telling
from lowback_tray.commands.kinds import JSON, Argument, Arguments, Command, Needs, Program
from lowback_tray.commands.quiet import QUIET
from lowback_tray.commands.setups import SETUPS
from lowback_tray.commands.telling import hold_data, library_data, status_data
from lowback_tray.engine import events
from lowback_tray.i18n import mark

__all__ = [
    "BY_NAME",
    "COMMANDS",
    "GROUPS",
    "Argument",
    "Arguments",
    "Command",
    "Needs",
    "Program",
    "hold_data",
    "library_data",
    "status_data",
]

_KEY = Argument(
    "key",
    mark("Name of the setting, such as stand_up.interval_min"),
    required=True,
    kind="setting",
)

COMMANDS: tuple[Command, ...] = (
    Command("show", mark("Open the Today window"), doing.window("today"), Needs.LAUNCH),
    Command(
        "status",
        mark("Say what is going on and what comes next"),
        telling.status_text,
        Needs.RUNNING,
        (JSON,),
    ),
    Command(
        "start",
        mark("Start a break now"),
        doing.start,
        Needs.LAUNCH,
        (
            Argument(
                "what",
                mark("stand-up, posture-reset, short, or the id of a routine"),
                offers=("stand-up", "posture-reset", "short"),
                kind="routine",
            ),
        ),
    ),
    Command(
        "snooze",
        mark("Ask again later"),
        doing.snooze,
        Needs.RUNNING,
        (Argument("minutes", mark("How many minutes later"), offers=("5", "10", "15")),),
    ),
    Command(
        "skip",
        mark("Leave this prompt out"),
        doing.post(events.Skip(), mark("Skipped")),
        Needs.RUNNING,
    ),
    Command(
        "later",
        mark("Put the next stand-up off before it asks"),
        doing.later,
        Needs.RUNNING,
        (Argument("minutes", mark("How many minutes later"), offers=("5", "10", "15")),),
    ),
    Command(
        "skip-next",
        mark("Leave the next stand-up out before it asks"),
        doing.post(events.SkipNext(), mark("The next stand-up is left out")),
        Needs.RUNNING,
    ),
    Command(
        "as-planned",
        mark("Take later and skip-next back"),
        doing.post(events.AsPlanned(), mark("The next stand-up comes as planned")),
        Needs.RUNNING,
    ),
    Command(
        "change",
        mark("Answer what to change after stand-ups declined in a row"),
        changing.change,
        Needs.RUNNING,
        (
            Argument(
                "how",
                mark("longer, pause, times or nothing"),
                required=True,
                offers=("longer", "pause", "times", "nothing"),
            ),
        ),
    ),
    Command(
        "done",
        mark("Say that you stood up, or are standing already"),
        doing.post(events.JustStood(), mark("Noted: you stood up")),
        Needs.RUNNING,
    ),
    Command(
        "standing",
        mark("Say that you work standing from now on"),
        doing.post(events.Stand(), mark("Noted: you are standing")),
        Needs.RUNNING,
    ),
    Command(
        "sitting",
        mark("Say that you sit again"),
        doing.post(events.Sit(), mark("Noted: you are sitting")),
        Needs.RUNNING,
    ),
    Command(
        "was",
        mark("Say what your last absence was: stood, walked, sitting or lying"),
        doing.was,
        Needs.RUNNING,
        (
            Argument(
                "how",
                mark("stood, walked, sitting or lying"),
                required=True,
                offers=("stood", "walked", "sitting", "lying"),
            ),
        ),
    ),
    Command(
        "pause",
        mark("Pause the reminders for a while; they come back by themselves"),
        doing.pause,
        Needs.RUNNING,
        (
            Argument(
                "length",
                mark("Minutes, until-tomorrow, 17:30 or 2026-12-01T09:00; 60 without it"),
                offers=("30", "60", "until-tomorrow"),
            ),
        ),
    ),
    Command(
        "resume",
        mark("End the pause"),
        doing.post(events.Resume(), mark("Back to work")),
        Needs.RUNNING,
    ),
    Command(
        "pause-window",
        mark("Choose the day and time until which the reminders pause"),
        doing.window("pause"),
        Needs.LAUNCH,
    ),
    *QUIET,
    Command(
        "feel",
        mark("Say how your back is today: ok, heavy or pain; until midnight"),
        doing.feel,
        Needs.RUNNING,
        (
            Argument(
                "how", mark("ok, heavy or pain"), required=True, offers=("ok", "heavy", "pain")
            ),
        ),
    ),
    Command(
        "flare-up",
        mark("A bad day: gentle until midnight, then three easier days"),
        doing.flare_up,
        Needs.RUNNING,
        (Argument("end", mark("It is over after all"), flag="switch"),),
    ),
    Command(
        "exercised",
        mark("Say that you exercised: your next session is the one for afterwards"),
        doing.post(events.Exercised(), mark("Noted")),
        Needs.RUNNING,
    ),
    Command(
        "history",
        mark("Show what happened"),
        telling.history,
        Needs.NOBODY,
        (Argument("days", mark("How many days, today included"), flag="number"), JSON),
    ),
    Command(
        "why",
        mark("Say why you were asked, or not: the last decisions with their reasons"),
        telling.why,
        Needs.NOBODY,
        (JSON,),
    ),
    Command(
        "preview",
        mark("Show what would come today, or on another day, if you stay at the desk"),
        telling.preview,
        Needs.NOBODY,
        (Argument("date", mark("A day such as 2026-03-02; today without it")), JSON),
    ),
    Command(
        "settings list",
        mark("List every setting with its value"),
        telling.settings_list,
        Needs.NOBODY,
    ),
    Command(
        "settings get",
        mark("Print one setting"),
        telling.settings_get,
        Needs.NOBODY,
        (_KEY,),
    ),
    Command(
        "settings set",
        mark("Change one setting"),
        telling.settings_set,
        Needs.NOBODY,
        (_KEY, Argument("value", mark("The new value"), required=True, kind="value")),
    ),
    Command(
        "settings reset",
        mark("Put one setting, or all of them, back to the default"),
        telling.settings_reset,
        Needs.NOBODY,
        (Argument("key", mark("Name of the setting; all of them without it"), kind="setting"),),
    ),
    Command(
        "settings path",
        mark("Print where the settings file is"),
        telling.settings_path,
        Needs.NOBODY,
    ),
    *SETUPS,
    Command(
        "settings-window",
        mark("Open the settings window, at one setting if you name it"),
        doing.settings_window,
        Needs.LAUNCH,
        (
            Argument(
                "key", mark("Name of a setting, such as stand_up.interval_min"), kind="setting"
            ),
        ),
    ),
    Command(
        "why-window",
        mark("Open the window that says why you were asked, or not"),
        doing.window("why"),
        Needs.LAUNCH,
    ),
    Command(
        "diagnostics",
        mark("Open the window that says what works here and what does not"),
        doing.window("diagnostics"),
        Needs.LAUNCH,
    ),
    Command(
        "about",
        mark("Open the window with version, licences and sources"),
        doing.window("about"),
        Needs.LAUNCH,
    ),
    Command(
        "self-check",
        mark("Open the self-check"),
        doing.window("self-check"),
        Needs.LAUNCH,
    ),
    Command(
        "library-window",
        mark("Browse the exercises and routines"),
        doing.window("library"),
        Needs.LAUNCH,
    ),
    Command(
        "history-window",
        mark("Look back on days, weeks, months and years"),
        doing.window("history"),
        Needs.LAUNCH,
    ),
    Command(
        "warning-signs",
        mark("Show the signs for which a doctor comes first"),
        doing.window("warning-signs"),
        Needs.LAUNCH,
    ),
    Command(
        "library",
        mark("List the exercises and routines, or check a content pack"),
        telling.library,
        Needs.NOBODY,
        (
            Argument(
                "check",
                mark("the word check: read a pack and say what is wrong with it"),
                offers=("check",),
            ),
            Argument("path", mark("the folder of the pack"), kind="folder"),
            JSON,
        ),
    ),
    Command(
        "doctor",
        mark("Say what was detected, and what is degraded and why"),
        telling.doctor,
        Needs.NOBODY,
        (JSON,),
    ),
    Command(
        "listen",
        mark("Let the chime and the voice be heard, whatever is switched on"),
        doing.listen,
        Needs.RUNNING,
    ),
    Command(
        "privacy",
        mark("Say what the program reads, what that says now, and how to switch it off"),
        owning.privacy,
        Needs.NOBODY,
        (JSON,),
    ),
    Command(
        "export",
        mark("Put your history, settings and profile into a folder or zip file"),
        owning.export,
        Needs.NOBODY,
        (Argument("path", mark("a new folder, or a name that ends in .zip"), True, kind="path"),),
    ),
    Command(
        "import",
        mark("Take in what another computer exported; nothing comes twice"),
        owning.take_in,
        Needs.NOBODY,
        (Argument("path", mark("the folder or zip file"), True, kind="path"),),
    ),
    Command(
        "report",
        mark("Write your last four weeks on one page, as PDF, to show to a professional"),
        owning.report,
        Needs.NOBODY,
        (Argument("path", mark("the file, such as my-back.pdf"), True, kind="path"),),
    ),
    Command(
        "backups",
        mark("List the backups of your history"),
        owning.backups,
        Needs.NOBODY,
        (JSON,),
    ),
    Command(
        "restore",
        mark("Bring back what a backup has and the history has not"),
        owning.restore,
        Needs.NOBODY,
        (Argument("day", mark("the day of the backup, such as 2026-03-02"), required=True),),
    ),
    Command(
        "delete",
        mark("Delete your data for good: a part of it, or all"),
        owning.delete,
        Needs.NOBODY,
        (
            Argument(
                "what",
                mark("history, profile, settings, backups or all"),
                required=True,
                offers=("history", "profile", "settings", "backups", "all"),
            ),
            Argument("yes", mark("Do it; without this it only says what would go"), flag="switch"),
        ),
    ),
    Command("quit", mark("End the program"), doing.leave, Needs.RUNNING),
)

GROUPS: Mapping[str, str] = {
    "settings": mark("Read and change the settings"),
    "setup": mark("Switch between setups: settings that differ from place to place"),
    "quiet": mark("Times without reminders, planned in advance"),
}
"""The first of two words to what the commands after it have in common, a message for `tr`."""

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}
