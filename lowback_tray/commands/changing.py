"""The command that answers what to change after stand-ups declined in a row."""

from __future__ import annotations

from lowback_tray.commands.kinds import Arguments, Program
from lowback_tray.engine import events
from lowback_tray.errors import Refused, UsageError
from lowback_tray.i18n import mark, tr
from lowback_tray.settings.table import find

_KEY = "stand_up.interval_min"
_LONGER_MIN = 15
_PAUSE_S = 7200.0


def change(program: Program, arguments: Arguments) -> str:
    """Do what was chosen."""
    match arguments["how"]:
        case "longer":
            return _longer(program)
        case "pause":
            program.post(events.ChangeAnswered("pause"))
            program.post(events.Pause(seconds=_PAUSE_S))
            return tr("No reminders for two hours")
        case "times":
            program.post(events.ChangeAnswered("times"))
            program.open_window("settings", "stand_up.at")
            return ""
        case "nothing":
            program.post(events.ChangeAnswered("nothing"))
            return tr("It stays as it is")
        case how:
            remedy = tr("Use longer, pause, times or nothing")
            raise UsageError(f"change {how}", tr("is not one of the choices"), remedy)


def _longer(program: Program) -> str:
    if program.status().by_clock:
        raise Refused(tr(mark("Stand-ups come at fixed times: choose others")))
    most = find(_KEY).high
    minutes = min(most, int(program.get_setting(_KEY)) + _LONGER_MIN)
    program.post(events.ChangeAnswered("longer"))
    program.set_setting(_KEY, str(minutes))
    return tr("Stand up every {n} min from now on").format(n=minutes)
