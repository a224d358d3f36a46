"""The commands around quiet time planned in advance: add, list, remove."""

from __future__ import annotations

from lowback_tray.commands.kinds import Argument, Arguments, Command, Needs, Program
from lowback_tray.errors import UsageError
from lowback_tray.i18n import mark, tr
from lowback_tray.settings.quiet import DAYS
from lowback_tray.settings.table import find

KEY = "quiet.times"


def _entries(program: Program) -> list[str]:
    """The entries as they are typed, in the order of the list."""
    setting = find(KEY)
    value = setting.parse(program.get_setting(KEY))
    plain = setting.plain(value)
    assert isinstance(plain, list)
    return list(map(str, plain))


def _keep(program: Program, entries: list[str]) -> str:
    program.set_setting(KEY, ",".join(entries) or "none")
    return listed(program, {})


def add(program: Program, arguments: Arguments) -> str:
    """Plan one more."""
    words = (arguments["day"], arguments["times"], arguments.get("label") or "")
    entry = " ".join(words).strip()
    if "," in entry:
        raise UsageError("quiet add", tr("has commas in it"), tr("Leave them out"))
    return _keep(program, [*_entries(program), entry])


def listed(program: Program, _: Arguments) -> str:
    """All of them, with the numbers that `remove` takes."""
    setting = find(KEY)
    lines = [
        f"{number}. {setting.format(setting.parse(entry))}"
        for number, entry in enumerate(_entries(program), start=1)
    ]
    return "\n".join(lines) or tr("No quiet time is planned.")


def remove(program: Program, arguments: Arguments) -> str:
    """Take one back, by its number."""
    entries, number = _entries(program), str(arguments["number"])
    if not number.isdecimal() or not 1 <= int(number) <= len(entries):
        raise UsageError(
            f"quiet remove {number}", tr("there is no such entry"),
            tr("`lowback-tray quiet list` shows their numbers"),
        )  # fmt: skip
    del entries[int(number) - 1]
    return _keep(program, entries)


QUIET: tuple[Command, ...] = (
    Command(
        "quiet add",
        mark("Plan a time without reminders"),
        add,
        Needs.NOBODY,
        (
            Argument(
                "day",
                mark("tuesday, daily, or a day such as 2026-12-01"),
                required=True,
                offers=("daily", *DAYS),
            ),
            Argument("times", mark("from and to, such as 14:00-16:00"), required=True),
            Argument("label", mark("what it is, in your words")),
        ),
    ),
    Command("quiet list", mark("List the times without reminders"), listed, Needs.NOBODY),
    Command(
        "quiet remove",
        mark("Take a planned time without reminders back"),
        remove,
        Needs.NOBODY,
        (Argument("number", mark("Its number in the list"), required=True),),
    ),
)
"""The commands, for the one table."""
