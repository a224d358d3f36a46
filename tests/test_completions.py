"""Completion and manual, in the shells and the reader that people have."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.care import library
from lowback_tray.commands import COMMANDS, GROUPS
from lowback_tray.settings.table import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINUX = Path(__file__).resolve().parent.parent / "packaging" / "linux"
COMPLETIONS = LINUX / "completions"

# The last word is the one under the cursor.
BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_lowback_tray
printf '%s\\n' "${COMPREPLY[@]}"
"""

# What zsh would show: its own helpers only print here, and match the word as zsh does.
ZSH = """
file=$1; shift
words=("$@"); CURRENT=$#
show() { local one; for one in "$@"; do
  [[ $one == ${words[CURRENT]}* ]] && print -r -- "$one"; done; return 0 }
_describe() { show "${(@P)2}" }
compadd() { show "${(@P)2}" }
_files() { if [[ $1 == -/ ]]; then print -rl -- ${words[CURRENT]}*(/)
  else print -rl -- ${words[CURRENT]}*; fi }
complete_it() { source $file }
complete_it || true  # with nothing on offer it fails, as zsh wants it
"""

FISH = "source $argv[1]; complete -C (string join ' ' -- $argv[2..])"


def run(command: Sequence[str | Path], **env: str) -> str:
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", **env}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=surroundings, timeout=20
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def words(told: str, mark: str) -> list[str]:
    """The words without their meanings, in alphabetical order."""
    return sorted(line.partition(mark)[0] for line in told.splitlines() if line)


def in_bash(*line: str) -> list[str]:
    told = run(["bash", "--norc", "-c", BASH, "-", COMPLETIONS / "lowback-tray.bash", *line])
    return words(told, "\t")


def in_zsh(*line: str) -> list[str]:
    return words(run(["zsh", "-f", "-c", ZSH, "-", COMPLETIONS / "_lowback-tray", *line]), ":")


def in_fish(*line: str) -> list[str]:
    told = run(["fish", "--no-config", "-c", FISH, COMPLETIONS / "lowback-tray.fish", *line])
    return [word.rstrip("/") for word in words(told, "\t")]


@pytest.fixture(params=[in_bash, in_zsh, in_fish])
def complete(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    return request.param  # type: ignore[no-any-return]


def test_every_command_is_offered(complete: Callable[..., list[str]]) -> None:
    assert complete("lowback-tray", "") == sorted({one.name.split()[0] for one in COMMANDS})
    assert complete("lowback-tray", "sett") == ["settings", "settings-window"]
    assert complete("lowback-tray", "settings", "") == ["get", "list", "path", "reset", "set"]


def test_what_a_command_takes_is_offered_and_nothing_after_it(
    complete: Callable[..., list[str]],
) -> None:
    routines = library.load().routines
    assert set(complete("lowback-tray", "start", "")) == {
        *("stand-up", "posture-reset", "short"),
        *routines,
    }
    assert complete("lowback-tray", "feel", "h") == ["heavy"]
    assert complete("lowback-tray", "feel", "heavy", "") == []
    assert complete("lowback-tray", "pause", "u") == ["until-tomorrow"]
    assert complete("lowback-tray", "was", "s") == ["sitting", "stood"]
    assert complete("lowback-tray", "quiet", "add", "t") == ["thursday", "tuesday"]
    assert complete("lowback-tray", "resume", "") == []


def test_settings_and_their_values_are_offered(complete: Callable[..., list[str]]) -> None:
    every = sorted(one.key for one in SETTINGS)
    for verb in ("get", "set", "reset"):
        assert complete("lowback-tray", "settings", verb, "") == every
    theme = ["dark", "light", "system"]
    assert complete("lowback-tray", "settings", "set", "appearance.theme", "") == theme
    assert complete("lowback-tray", "settings", "set", "posture_reset.enabled", "o") == [
        "off",
        "on",
    ]


def test_options_are_offered_also_behind_a_number(complete: Callable[..., list[str]]) -> None:
    assert complete("lowback-tray", "--") == ["--help", "--version"]
    assert complete("lowback-tray", "history", "--d") == ["--days"]
    assert complete("lowback-tray", "history", "--days", "7", "--j") == ["--json"]
    assert complete("lowback-tray", "settings", "get", "--") == ["--help"]
    assert complete("lowback-tray", "history", "--json", "") == []


def test_a_pack_is_looked_for_among_the_folders(
    complete: Callable[..., list[str]], tmp_path: Path
) -> None:
    (tmp_path / "my-pack").mkdir()
    (tmp_path / "my-file").write_text("", encoding="utf-8")
    start = str(tmp_path / "my-")
    assert complete("lowback-tray", "library", "check", start) == [str(tmp_path / "my-pack")]


def test_what_is_taken_in_is_looked_for_among_files_too(
    complete: Callable[..., list[str]], tmp_path: Path
) -> None:
    (tmp_path / "my-folder").mkdir()
    (tmp_path / "my-export.zip").write_text("", encoding="utf-8")
    names = complete("lowback-tray", "import", str(tmp_path / "my-"))
    assert names == [str(tmp_path / "my-export.zip"), str(tmp_path / "my-folder")]


def test_the_meanings_are_in_the_language_of_the_terminal() -> None:
    file = COMPLETIONS / "lowback-tray.fish"
    ask: list[str | Path] = ["fish", "--no-config", "-c", FISH, file, "lowback-tray", "sta"]
    assert "start\tStart a break now" in run(ask)
    setups = [*ask[:-1], "setu"]
    assert f"setup\t{GROUPS['setup']}" in run(setups)
    assert "start\tいますぐ休憩を始めます" in run(ask, LC_ALL="", LANG="ja_JP.UTF-8")
    ask = ["zsh", "-f", "-c", ZSH, "-", COMPLETIONS / "_lowback-tray", "lowback-tray", "start"]
    assert "start:いますぐ休憩を始めます" in run(ask, LC_ALL="", LANG="ja_JP.UTF-8")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("lowback-tray.1", ["once an hour", "settings set KEY VALUE"]),
        ("ja/lowback-tray.1", ["1時間に1回", "settings set KEY VALUE"]),
    ],
)
def test_the_manual_reads_without_a_complaint_and_has_every_command(
    page: str, says: list[str]
) -> None:
    ask: list[str | Path] = ["man", "--warnings", "-E", "UTF-8", "-l", LINUX / "man" / page]
    told = run(ask, MANWIDTH="80", MAN_KEEP_FORMATTING="", GROFF_NO_SGR="1")
    flat = " ".join(told.split())
    for command in COMMANDS:
        assert f" {command.name} " in flat
    for words_ in says:
        assert words_.replace(" ", "") in flat.replace(" ", "")
    assert max(map(len, told.splitlines())) <= 80
