"""Completion for bash, zsh and fish, from the table of commands.

All three are written from one list: which words can follow which (`Place`). A line is known by its
words without options, such as `settings set appearance.theme`; whatever an argument offers is
spelled out, so a shell has nothing to compute. Lines after which the same can come are written as
one case. `packaging/reference.py` writes the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from lowback_tray import i18n
from lowback_tray.care import library
from lowback_tray.commands import COMMANDS, GROUPS, Argument, Command
from lowback_tray.i18n import tr
from lowback_tray.settings.table import SETTINGS, Setting

FOLDER = Path(__file__).resolve().parent / "linux" / "completions"
LANGUAGES = ("en", "ja")
_ROOT_OPTIONS = ("--help", "--version")


class Disk(Enum):
    """What of the disk is on offer."""

    NOTHING = 0
    FOLDERS = 1
    FILES = 2  # and folders on the way to them


_DISK = {"folder": Disk.FOLDERS, "path": Disk.FILES}


@dataclass
class Place:
    """A point on the line, and what can come there.

    Attributes:
        words: each word on offer, with its meaning ("" where it has none).
        disk: what of the disk is on offer.
    """

    words: dict[str, str] = field(default_factory=dict)
    disk: Disk = Disk.NOTHING


def places() -> dict[str, Place]:
    """What follows which words, in the language in force."""
    found: dict[str, Place] = {"": Place()}
    for command in COMMANDS:
        first, _, second = command.name.partition(" ")
        found[""].words[first] = tr(GROUPS[first]) if second else tr(command.help)
        if second:
            found.setdefault(first, Place()).words[second] = tr(command.help)
        _follow(command.name, [one for one in command.arguments if one.flag is None], found)
    return {before: place for before, place in found.items() if place != Place()}


def _follow(before: str, arguments: list[Argument], found: dict[str, Place]) -> None:
    if not arguments:
        return
    place = found.setdefault(before, Place())
    for word, meaning in _offers(arguments[0], before):
        place.words[word] = meaning
        _follow(f"{before} {word}", arguments[1:], found)
    place.disk = _DISK.get(arguments[0].kind or "", Disk.NOTHING)


def _offers(argument: Argument, before: str) -> Iterator[tuple[str, str]]:
    for word in argument.offers:
        yield word, ""
    match argument.kind:
        case "setting":
            for setting in SETTINGS:
                yield setting.key, tr(setting.label)
        case "routine":
            for name, routine in library.load().routines.items():
                yield name, str(routine.name)
        case "value":
            yield from _values(_setting(before.split(" ")[-1]))


def _setting(key: str) -> Setting:
    return next(one for one in SETTINGS if one.key == key)


def _values(setting: Setting) -> Iterator[tuple[str, str]]:
    if setting.type == "bool":
        yield from (("on", tr("on")), ("off", tr("off")))
    elif setting.choices:
        yield from ((word, tr(label)) for word, label in setting.choices.items())
    else:
        yield from ((str(number), "") for number in setting.presets)


def options() -> dict[str, tuple[str, ...]]:
    """The options of each command."""
    return {command.name: _options(command) for command in COMMANDS}


def _cases(does: Mapping[str, str]) -> dict[str, list[str]]:
    """What is done, to every line for which it is: one case of each shell's `case` or `switch`."""
    found: dict[str, list[str]] = {}
    for before, doing in does.items():
        found.setdefault(doing, []).append(before)
    return found


def _options(command: Command) -> tuple[str, ...]:
    return (*(f"--{one.name}" for one in command.arguments if one.flag), "--help")


def pages() -> dict[Path, str]:
    """The file of each shell. Leaves another language in force."""
    by_language = {}
    for language in LANGUAGES:
        i18n.use(language)
        by_language[language] = places()
    return {
        FOLDER / "lowback-tray.bash": _bash(by_language["en"]),
        FOLDER / "_lowback-tray": _zsh(by_language),
        FOLDER / "lowback-tray.fish": _fish(by_language),
    }


def _quoted(text: str) -> str:
    """As one word of bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


_MADE = "# Made by packaging/reference.py from the table of commands."


# ---- bash

_BASH = """\
{made}

_lowback_tray() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} offers="" number
  local -a given=()
  for ((number = 1; number < COMP_CWORD; number++)); do
    [[ ${{COMP_WORDS[number]}} == -* ]] || given+=("${{COMP_WORDS[number]}}")
  done
  COMPREPLY=()
  if [[ $current == -* ]]; then
    case "${{given[*]}} " in
{options}
    esac
  else
    case "${{given[*]}}" in
{places}
    esac
  fi
  mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -W "$offers" -- "$current")
}}
complete -F _lowback_tray lowback-tray
"""
_BASH_DISK = (
    'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen {flag} -- "$current")'
)
_BASH_FLAGS = {Disk.FOLDERS: "-d", Disk.FILES: "-f"}


def _bash(found: Mapping[str, Place]) -> str:
    def offered(words: Iterable[str]) -> str:
        return f"offers={_quoted(' '.join(words))}"

    return _BASH.format(
        made=_MADE,
        places=_indented(
            6, _posix({one: _bash_does(place, offered) for one, place in found.items()})
        ),
        options=_indented(6, _option_cases(offered)),
    )


def _bash_does(place: Place, offered: Callable[[Iterable[str]], str]) -> str:
    does = [offered(place.words)] if place.words else []
    if place.disk is not Disk.NOTHING:
        does.append(_BASH_DISK.format(flag=_BASH_FLAGS[place.disk]))
    return "; ".join(does)


def _option_cases(offered: Callable[[Iterable[str]], str]) -> Iterator[str]:
    """The options of every command, and those of none, as bash and zsh write cases."""
    cases = {name: offered(words) for name, words in options().items()}
    yield from _posix(cases, end=" ", more="*")
    yield f"' ') {offered(_ROOT_OPTIONS)} ;;"


def _posix(does: Mapping[str, str], end: str = "", more: str = "") -> Iterator[str]:
    """The cases of bash and zsh; `end` and `more` belong to each pattern, `more` unquoted."""
    for doing, lines in _cases(does).items():
        yield f"{'|'.join(_quoted(one + end) + more for one in lines)}) {doing} ;;"


def _indented(by: int, lines: Iterable[str]) -> str:
    return "\n".join(" " * by + line for line in lines)


# ---- zsh

_ZSH = """\
#compdef lowback-tray
{made}

local given="${{(j: :)${{(@)words[2,CURRENT-1]:#-*}}}}"
local -a offers=()
if [[ $words[CURRENT] == -* ]]; then
  case "$given " in
{options}
  esac
  compadd -a offers
  return
fi
if [[ ${{LC_ALL:-${{LC_MESSAGES:-$LANG}}}} == ja* ]]; then
  case "$given" in
{ja}
  esac
else
  case "$given" in
{en}
  esac
fi
(( $#offers )) && _describe 'lowback-tray' offers
"""


def _zsh(by_language: Mapping[str, Mapping[str, Place]]) -> str:
    return _ZSH.format(
        made=_MADE,
        options=_indented(4, _option_cases(lambda words: f"offers=({' '.join(words)})")),
        en=_indented(
            4, _posix({one: _zsh_does(place) for one, place in by_language["en"].items()})
        ),
        ja=_indented(
            4, _posix({one: _zsh_does(place) for one, place in by_language["ja"].items()})
        ),
    )


_ZSH_DISK = {Disk.NOTHING: [], Disk.FOLDERS: ["_files -/"], Disk.FILES: ["_files"]}


def _zsh_does(place: Place) -> str:
    described = [_quoted(":".join(filter(None, pair))) for pair in place.words.items()]
    does = [f"offers=({' '.join(described)})"] if described else []
    return "; ".join([*does, *_ZSH_DISK[place.disk]])


# ---- fish

_FISH = """\
{made}

function __lowback_tray_offers
    set -l given (commandline -opc | string match -v -- '-*')[2..]
    if string match -q -- '-*' (commandline -ct)
        switch "$given "
{options}
        end
    else if string match -q 'ja*' -- "$LC_ALL$LC_MESSAGES$LANG"
        switch "$given"
{ja}
        end
    else
        switch "$given"
{en}
        end
    end
end

complete -c lowback-tray -f -a '(__lowback_tray_offers)'
"""


def _fish(by_language: Mapping[str, Mapping[str, Place]]) -> str:
    return _FISH.format(
        made=_MADE,
        options=_indented(12, _fish_options()),
        en=_indented(12, _fish_places(by_language["en"])),
        ja=_indented(12, _fish_places(by_language["ja"])),
    )


def _fish_options() -> Iterator[str]:
    cases = {name: " ".join(words) for name, words in options().items()}
    for words, names in {" ".join(_ROOT_OPTIONS): [""], **_cases(cases)}.items():
        patterns = (_fish_word(f"{name} ") + ("'*'" if name else "") for name in names)
        yield f"case {' '.join(patterns)}"
        yield f"    printf '%s\\n' {words}"


_FISH_DISK = {
    Disk.NOTHING: [],
    Disk.FOLDERS: ["__fish_complete_directories (commandline -ct)"],
    Disk.FILES: ["__fish_complete_path (commandline -ct)"],
}


def _fish_places(found: Mapping[str, Place]) -> Iterator[str]:
    for does, lines in _cases({one: _fish_does(place) for one, place in found.items()}).items():
        yield f"case {' '.join(map(_fish_word, lines))}"
        yield from (f"    {line}" for line in does.splitlines())


def _fish_does(place: Place) -> str:
    pairs = (f"{_fish_word(word)} {_fish_word(told)}" for word, told in place.words.items())
    described = [f"printf '%s\\t%s\\n' {pair}" for pair in pairs]
    return "\n".join([*described, *_FISH_DISK[place.disk]])


def _fish_word(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
