"""The reference pages: `python packaging/reference.py` writes what the tables say.

That is docs/commands*.md and settings*.md, the manual pages (`manual.py`) and the completions for
shells (`completions.py`).

They are made from the tables the program itself runs on, in each language, so they cannot say
anything else than the program does. `--check` writes nothing and fails where a page is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bus_reference  # noqa: E402
import completions  # noqa: E402
import manual  # noqa: E402
from build_hook import TRANSLATIONS, compile_catalogues  # noqa: E402

from lowback_tray import i18n  # noqa: E402
from lowback_tray.commands import COMMANDS, Argument, Command, Needs, status_data  # noqa: E402
from lowback_tray.engine.policy import BreakKind  # noqa: E402
from lowback_tray.engine.status import NextPrompt, PhaseName, Status  # noqa: E402
from lowback_tray.i18n import tr  # noqa: E402
from lowback_tray.settings.table import PAGES, SETTINGS, Setting  # noqa: E402

DOCS = ROOT / "docs"
MADE = "<!-- Made by packaging/reference.py. Change the tables it reads, not this page. -->"


class Words(NamedTuple):
    """What the pages say around the tables, in one language."""

    commands: str
    commands_intro: str
    bare: str
    needs: Mapping[Needs, str]
    argument: str
    meaning: str
    codes: str
    code_rows: tuple[str, str, str, str]
    status: str
    status_intro: str
    settings: str
    settings_intro: str
    key: str
    default: str
    allowed: str
    to: str
    each: str
    switch: str
    time: str
    ranges: str
    marks: str
    quiet: str
    any_of_below: str
    names: str
    command: str
    keys: str


EN = Words(
    commands="Commands",
    commands_intro="`lowback-tray COMMAND`. Each command also explains itself with `--help`.",
    bare="Without a command `lowback-tray` starts the program, or shows the one that runs.",
    needs={
        Needs.NOBODY: "Works whether the program runs or not.",
        Needs.RUNNING: "Needs the running program; ends with 3 when there is none.",
        Needs.LAUNCH: "Starts the program first when it does not run.",
    },
    argument="Argument",
    meaning="Meaning",
    codes="Exit codes",
    code_rows=(
        "done",
        "failed; one line on standard error says what and what to do",
        "wrong usage",
        "the program is not running, and the command needs it",
    ),
    status="What `status --json` prints",
    status_intro=(
        "Durations are in seconds, times are ISO 8601 with their offset; what does not apply is "
        "`null`. To the engine's part below, `presence` (`source`, `known`, `idle_s`, `locked`), "
        "`tray` (`shown`, `host`), `problems`, `pid` and `version` are added."
    ),
    settings="Settings",
    settings_intro=(
        "In the settings window, with `lowback-tray settings set KEY VALUE`, or in the file that "
        "`lowback-tray settings path` names (TOML; the dots are its tables). What is wrong in the "
        "file costs only itself: the default holds and the window says so."
    ),
    key="Key",
    default="Default",
    allowed="Allowed",
    to="{low} to {high}",
    each="1 to {most} numbers, each {range}, the smallest first",
    switch="`on`, `off`",
    time="a time of day",
    ranges="ranges like `09:00-12:00`, or `none`",
    marks="times like `:00,:30,10:15`, or `none`",
    quiet="entries like `tuesday 14:00-16:00 talk` or `2026-12-01 09:00-10:00`, or `none`",
    any_of_below="any of the words below, or `none`",
    names="names with commas between them, or `none`",
    command="a program and its arguments, or `none`",
    keys="a combination of keys such as `Ctrl+Alt+S`, or `none`",
)

JA = Words(
    commands="コマンド",
    commands_intro="`lowback-tray コマンド` の形で使います。それぞれ `--help` でも説明が出ます。",
    bare="コマンドなしの `lowback-tray` は、プログラムを起動します。動いていれば画面を出します。",
    needs={
        Needs.NOBODY: "プログラムが動いていなくても使えます。",
        Needs.RUNNING: "動いているプログラムが必要です。動いていなければ 3 で終わります。",
        Needs.LAUNCH: "動いていなければ、先にプログラムを起動します。",
    },
    argument="引数",
    meaning="意味",
    codes="終了コード",
    code_rows=(
        "できました",
        "できませんでした。何が起きて、どうすればよいかを標準エラーに1行で出します",
        "使い方が違います",
        "プログラムが動いていません(動いていないと使えないコマンドです)",
    ),
    status="`status --json` の出力",
    status_intro=(
        "長さは秒、時刻は時差つきの ISO 8601 です。当てはまらないものは `null` になります。"
        "下のほかに、`presence`(`source`・`known`・`idle_s`・`locked`)、`tray`(`shown`・`host`)、"
        "`problems`、`pid`、`version` が加わります。"
    ),
    settings="設定",
    settings_intro=(
        "設定ウィンドウ、`lowback-tray settings set キー 値`、または `lowback-tray settings path` "
        "が示すファイル(TOML。点は表の区切り)で変えられます。ファイルに間違いがあっても、その項目"
        "だけが初期値に戻り、画面でお知らせします。"
    ),
    key="キー",
    default="初期値",
    allowed="使える値",
    to="{low}〜{high}",
    each="数を1〜{most}個(それぞれ{range})、小さい順に",
    switch="`on`、`off`",
    time="時刻",
    ranges="`09:00-12:00` のような時間帯、または `none`",
    marks="`:00,:30,10:15` のような時刻、または `none`",
    quiet="`tuesday 14:00-16:00 発表` や `2026-12-01 09:00-10:00` のような予定、または `none`",
    any_of_below="下の言葉からいくつでも、または `none`",
    names="名前をコンマで区切って、または `none`",
    command="プログラムとその引数、または `none`",
    keys="`Ctrl+Alt+S` のようなキーの組み合わせ、または `none`",
)

LANGUAGES: Mapping[str, tuple[str, Words]] = {"en": ("", EN), "ja": (".ja", JA)}


def pages() -> dict[Path, str]:
    """Every page: where it goes, and what it says."""
    compile_catalogues(ROOT / TRANSLATIONS)
    made = {}
    for language, (suffix, words) in LANGUAGES.items():
        i18n.use(language)
        made[DOCS / f"commands{suffix}.md"] = _page(_commands(words))
        made[DOCS / f"settings{suffix}.md"] = _page(_settings(words))
        on_bus = bus_reference.EN if words is EN else bus_reference.JA
        made[DOCS / f"dbus{suffix}.md"] = _page(bus_reference.page(on_bus))
    made |= manual.pages(
        {language: words.needs for language, (_, words) in LANGUAGES.items()},
        {language: words.code_rows for language, (_, words) in LANGUAGES.items()},
    )
    made |= completions.pages()
    return made


def _page(lines: Iterable[str]) -> str:
    return "\n".join([MADE, "", *lines]).rstrip() + "\n"


# ---- commands


def _commands(words: Words) -> list[str]:
    lines = [f"# {words.commands}", "", words.commands_intro, "", words.bare, ""]
    for command in COMMANDS:
        lines += _command(command, words)
    lines += [f"## {words.codes}", "", "| | |", "|---|---|"]
    lines += [f"| {code} | {text} |" for code, text in enumerate(words.code_rows)]
    lines += ["", f"## {words.status}", "", words.status_intro, ""]
    return [*lines, "```json", json.dumps(status_data(_example()), indent=2), "```"]


def _command(command: Command, words: Words) -> list[str]:
    usage = " ".join([command.name, *map(_usage, command.arguments)])
    about = _sentence(tr(command.help), words)
    lines = [f"## `{usage}`", "", about, "", words.needs[command.needs]]
    if command.arguments:
        lines += ["", f"| {words.argument} | {words.meaning} |", "|---|---|"]
    for argument in command.arguments:
        name = f"--{argument.name}" if argument.flag else argument.name.upper()
        lines.append(f"| `{name}` | {tr(argument.help)} |")
    return [*lines, ""]


def _usage(argument: Argument) -> str:
    if argument.flag:
        return f"[--{argument.name}{' N' if argument.flag == 'number' else ''}]"
    name = argument.name.upper()
    return name if argument.required else f"[{name}]"


def _sentence(text: str, words: Words) -> str:
    stop = "。" if words is JA else "."
    return text if text.endswith(stop) else text + stop


def _example() -> Status:
    """An ordinary moment: 37 minutes into the hour."""
    now = datetime(2026, 3, 4, 10, 7, tzinfo=timezone(timedelta(hours=9)))
    coming = NextPrompt(BreakKind.STAND_UP, 1380.0, now + timedelta(seconds=1380))
    return Status(
        phase=PhaseName.SITTING, now=now, sitting_s=2220.0, next=coming, holds=(), owed=False,
        prompt=None, guide=None, snoozed_until=None, pause_until=None, just_done_s=None,
        stand_up_every_s=3600.0, ring=0.62,
    )  # fmt: skip


# ---- settings


def _settings(words: Words) -> list[str]:
    lines = [f"# {words.settings}", "", words.settings_intro, ""]
    for page, label in PAGES.items():
        lines += [f"## {tr(label)}", ""]
        lines += [f"| {words.key} | {words.meaning} | {words.default} | {words.allowed} |"]
        lines += ["|---|---|---|---|"]
        shown = [setting for setting in SETTINGS if setting.page == page]
        lines += [_setting(setting, words) for setting in shown]
        for setting in shown:
            if setting.type == "ids":
                lines += ["", f"`{setting.key}`:", ""]
                lines += [f"- `{word}`: {tr(text)}" for word, text in setting.choices.items()]
        lines.append("")
    return lines


def _setting(setting: Setting, words: Words) -> str:
    meaning = f"**{tr(setting.label)}**<br>{tr(setting.help)}"
    default = f"`{setting.text(setting.default)}`"
    return f"| `{setting.key}` | {meaning} | {default} | {_allowed(setting, words)} |"


def _allowed(setting: Setting, words: Words) -> str:
    span = words.to.format(low=setting.low, high=tr(setting.unit).format(n=setting.high))
    said = {
        "bool": words.switch,
        "int": span,
        "ints": words.each.format(most=setting.kind.most, range=span),
        "time": words.time,
        "ranges": words.ranges,
        "marks": words.marks,
        "quiet": words.quiet,
        "ids": words.any_of_below,
        "words": words.names,
        "command": words.command,
        "keys": words.keys,
    }
    named = [f"`{word}` ({tr(text)})" for word, text in setting.choices.items()]
    return said.get(setting.type) or ("、" if words is JA else ", ").join(named)


def main() -> int:
    """Write the pages, or with --check name those that are stale."""
    check = "--check" in sys.argv[1:]
    made = pages()
    stale = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        sys.stdout.write(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}\n")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
