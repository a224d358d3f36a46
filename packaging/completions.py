"""Completion for bash, zsh and fish, from the table of commands.

All three are written from one list: which words can follow which (`Place`). A line is known by its
words without options, such as `settings set appearance.theme`; whatever an argument offers is
spelled out, so a shell has nothing to compute. `packaging/reference.py` writes the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lowback_tray import i18n
from lowback_tray.care import library
from lowback_tray.commands import COMMANDS, Argument, Command
from lowback_tray.i18n import tr
from lowback_tray.settings.table import SETTINGS, Setting

FOLDER = Path(__file__).resolve().parent / "linux" / "completions"
LANGUAGES = ("en", "ja")
_ROOT_OPTIONS = ("--help", "--version")


@dataclass
class Place:
    """A point on the line, and what can come there.

    Attributes:
        words: each word on offer, with its meaning ("" where it has none).
        folders: whether folders of the disk are on offer.
    """

    words: dict[str, str] = field(default_factory=dict)
    folders: bool = False


def places() -> dict[str, Place]:
    """What follows which words, in the language in force."""
    found: dict[str, Place] = {"": Place()}
    for command in COMMANDS:
        first, _, second = command.name.partition(" ")
        meaning = tr("Read and change the settings") if second else tr(command.help)
        found[""].words[first] = meaning
        if second:
            found.setdefault(first, Place()).words[second] = tr(command.help)
        _follow(command.name, [one for one in command.arguments if one.flag is None], found)
    return found


def _follow(before: str, arguments: list[Argument], found: dict[str, Place]) -> None:
    if not arguments:
        return
    place = found.setdefault(before, Place())
    for word, meaning in _offers(arguments[0], before):
        place.words[word] = meaning
        _follow(f"{before} {word}", arguments[1:], found)
    place.folders = arguments[0].kind in ("folder", "path")


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
_BASH_FOLDERS = (
    'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current")'
)


def _bash(found: Mapping[str, Place]) -> str:
    lines = []
    for before, place in found.items():
        does = f"offers={_quoted(' '.join(place.words))}" if place.words else ""
        does = "; ".join(filter(None, [does, _BASH_FOLDERS if place.folders else ""]))
        lines.append(f"      {_quoted(before)}) {does} ;;")
    return _BASH.format(
        made=_MADE,
        places="\n".join(lines),
        options="\n".join(_option_cases(lambda words: f"offers={_quoted(' '.join(words))}")),
    )


def _option_cases(do: Callable[[tuple[str, ...]], str]) -> Iterator[str]:
    for name, words in options().items():
        yield f"      {_quoted(name + ' ')}*) {do(words)} ;;"
    yield f"      ' ') {do(_ROOT_OPTIONS)} ;;"


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
        options="\n".join(
            line[2:] for line in _option_cases(lambda words: f"offers=({' '.join(words)})")
        ),
        en="\n".join(_zsh_places(by_language["en"])),
        ja="\n".join(_zsh_places(by_language["ja"])),
    )


def _zsh_places(found: Mapping[str, Place]) -> Iterator[str]:
    for before, place in found.items():
        described = [_quoted(":".join(filter(None, pair))) for pair in place.words.items()]
        does = [f"offers=({' '.join(described)})"] if described else []
        does += ["_files -/"] if place.folders else []
        yield f"    {_quoted(before)}) {'; '.join(does)} ;;"


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
        options="\n".join(_fish_options()),
        en="\n".join(_fish_places(by_language["en"])),
        ja="\n".join(_fish_places(by_language["ja"])),
    )


def _fish_options() -> Iterator[str]:
    for name, words in (("", _ROOT_OPTIONS), *options().items()):
        pattern = f"'{name} '" + ("'*'" if name else "")
        yield f"            case {pattern}\n                printf '%s\\n' {' '.join(words)}"


def _fish_places(found: Mapping[str, Place]) -> Iterator[str]:
    for before, place in found.items():
        yield f"            case {_fish_word(before)}"
        for word, meaning in place.words.items():
            yield f"                printf '%s\\t%s\\n' {_fish_word(word)} {_fish_word(meaning)}"
        if place.folders:
            yield "                __fish_complete_directories (commandline -ct)"


def _fish_word(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
