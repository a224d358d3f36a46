"""The commands that do: start, snooze, pause, how the back is, windows, quit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from lowback_tray.commands.kinds import Arguments, Program
from lowback_tray.commands.moments import is_moment, moment
from lowback_tray.engine import events
from lowback_tray.engine.hours import tomorrow
from lowback_tray.engine.policy import BreakKind
from lowback_tray.errors import UsageError
from lowback_tray.i18n import tr
from lowback_tray.settings.table import PAGES, find


def start(program: Program, arguments: Arguments) -> str:
    """Lead a break now: what is due, a kind, the short version, or a routine by its id."""
    what = arguments.get("what")
    kinds = {kind.value: kind for kind in (BreakKind.STAND_UP, BreakKind.POSTURE_RESET)}
    if what is None or what in kinds:
        program.post(events.StartBreak(kind=kinds[what] if what else None))
    elif what == "short":
        program.post(events.StartBreak(short=True))
    elif what in program.library().routines:
        program.post(events.StartBreak(routine=what))
    else:
        raise UsageError(
            f"start {what}",
            tr("there is no such routine"),
            tr("`lowback-tray library` lists them"),
        )
    return tr("Started")


def _number(text: str, command: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = float("nan")
    if not 0 < minutes < 100_000:
        raise UsageError(
            f"{command} {text}", tr("is not a number of minutes"), tr("For example: 10")
        )
    return minutes * 60


def snooze(program: Program, arguments: Arguments) -> str:
    """Ask again later."""
    text = arguments.get("minutes")
    program.post(events.Snooze(None if text is None else _number(text, "snooze")))
    return tr("Snoozed")


def listen(program: Program, _: Arguments) -> str:
    """A trial of what is heard."""
    return program.listen()


def later(program: Program, arguments: Arguments) -> str:
    """The next stand-up later; ten minutes without a length."""
    text = arguments.get("minutes")
    program.post(events.PutOffNext(600 if text is None else _number(text, "later")))
    return tr("The next stand-up comes {n} min later").format(
        n=round(program.status().ahead.later_s / 60)
    )


def post(event: events.Event, answer: str) -> Callable[[Program, Arguments], str]:
    """A command that hands one event to the engine and says so."""

    def run(program: Program, _: Arguments) -> str:
        program.post(event)
        return tr(answer)

    return run


def pause(program: Program, arguments: Arguments) -> str:
    """No prompts for a while; 60 minutes without a length."""
    text = arguments.get("length")
    if text == "until-tomorrow":
        program.post(events.Pause(until=tomorrow(program.status().now)))
    elif text is not None and is_moment(text):
        until = moment(text, program.status().now, f"pause {text}")
        program.post(events.Pause(until=until))
    else:
        program.post(events.Pause(seconds=3600 if text is None else _number(text, "pause")))
    status = program.status()
    return tr("Paused until {time}").format(time=_when(status.pause_until, status.now))


def _when(at: datetime | None, now: datetime) -> str:
    """A moment, with its day where that is not today."""
    if at is None:
        return "?"
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"


def window(name: str) -> Callable[[Program, Arguments], str]:
    """A command that opens a window."""

    def run(program: Program, _: Arguments) -> str:
        program.open_window(name)
        return ""

    return run


def settings_window(program: Program, arguments: Arguments) -> str:
    """The settings window, at one setting where a key is given."""
    key = arguments.get("key")
    if key is not None and find(key).page not in PAGES:
        remedy = tr("Use: lowback-tray settings set {key} VALUE").format(key=key)
        raise UsageError(f"settings-window {key}", tr("the window does not show it"), remedy)
    program.open_window("settings", key)
    return ""


def leave(program: Program, _: Arguments) -> str:
    """End the program."""
    program.quit()
    return tr("Lowback Tray has ended")


def feel(program: Program, arguments: Arguments) -> str:
    """How the back is today."""
    how = arguments["how"]
    if how not in ("ok", "heavy", "pain"):
        raise UsageError(
            f"feel {how}", tr("is not one of the choices"), tr("Use ok, heavy or pain")
        )
    program.post(events.Feel(how))
    return tr("Noted")


def was(program: Program, arguments: Arguments) -> str:
    """What the last absence was."""
    how = arguments["how"]
    if how not in ("stood", "walked", "sitting", "lying"):
        raise UsageError(
            f"was {how}",
            tr("is not one of the choices"),
            tr("Use stood, walked, sitting or lying"),
        )
    program.post(events.WasAway(how))
    return tr("Noted")


def flare_up(program: Program, arguments: Arguments) -> str:
    """A bad day begins, or is over."""
    program.post(events.FlareUp(on=not arguments["end"]))
    return tr("Noted")
