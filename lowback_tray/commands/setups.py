"""The commands about setups: the settings that differ from place to place."""

from __future__ import annotations

from lowback_tray.commands.kinds import JSON, Argument, Arguments, Command, Needs, Program
from lowback_tray.commands.telling import as_json
from lowback_tray.i18n import mark, tr


def listed(program: Program, arguments: Arguments) -> str:
    """Every setup, when it holds and how much differs in it."""
    data = program.setups()
    if arguments["json"]:
        return as_json(data)
    lines = []
    for one in data:
        lines.append(f"{'*' if one['in_use'] else ' '} {one['label']}")
        if one["when"]:
            lines.append(f"    {one['when']}")
        lines += [f"    {key} = {value}" for key, value in one["differs"].items()]
    return "\n".join(lines)


def use(program: Program, arguments: Arguments) -> str:
    """Choose one, none (base), or the one whose time it is (auto)."""
    return tr("In use: {name}").format(name=program.use_setup(arguments["name"]))


def save(program: Program, arguments: Arguments) -> str:
    """A new one, from what holds now."""
    name = program.save_setup(arguments["name"])
    return tr("“{name}” is in use; what you change from now on holds in it").format(name=name)


def remove(program: Program, arguments: Arguments) -> str:
    """One less; the settings themselves stay."""
    return tr("Removed: {name}").format(name=program.remove_setup(arguments["name"]))


def when(program: Program, arguments: Arguments) -> str:
    """The days and times at which one holds by itself."""
    name, words = program.time_setup(
        arguments["name"], arguments["days"], arguments.get("times") or "none"
    )
    return tr("{name}: {value}").format(name=name, value=words)


_SETUP = Argument("name", mark("Name of the setup"), required=True)

SETUPS: tuple[Command, ...] = (
    Command(
        "setup list",
        mark("List your setups: what differs in which, and when it holds"),
        listed,
        Needs.NOBODY,
        (JSON,),
    ),
    Command(
        "setup use",
        mark("Use a setup; base: the usual settings, auto: by days and times"),
        use,
        Needs.NOBODY,
        (
            Argument(
                "name",
                mark("Name of the setup, or base or auto"),
                required=True,
                offers=("base", "auto"),
            ),
        ),
    ),
    Command(
        "setup save",
        mark("Make a new setup of what holds now, and use it"),
        save,
        Needs.NOBODY,
        (_SETUP,),
    ),
    Command(
        "setup when",
        mark("Say on which days and at which times a setup holds by itself"),
        when,
        Needs.NOBODY,
        (
            _SETUP,
            Argument("days", mark("Days such as monday,tuesday, or none"), required=True),
            Argument("times", mark("Times such as 09:00-18:00; the whole day without them")),
        ),
    ),
    Command(
        "setup remove",
        mark("Remove a setup; the usual settings stay"),
        remove,
        Needs.NOBODY,
        (_SETUP,),
    ),
)
"""The commands, for the one table."""
