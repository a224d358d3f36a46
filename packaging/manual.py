"""The manual page in each language, from the table of commands, as `reference.py` writes it.

It is written in the macros of man(7), which every system's `man` understands. It carries no date:
the same tables give the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lowback_tray import __version__, i18n
from lowback_tray.commands import COMMANDS, Argument, Command, Needs
from lowback_tray.i18n import tr

FOLDER = Path(__file__).resolve().parent / "linux" / "man"
_BREAK = re.compile(
    "[ぁ-ヿ一-鿿、。」)](?=[ぁ-ヿ一-鿿「(])(?![、。」)・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ])"
)
"""A Japanese sign after which a line may end; troff itself looks for spaces only."""
_MADE = '.\\" Made by packaging/reference.py from the table of commands.'


class Words(NamedTuple):
    """What the page says around the table, in one language."""

    book: str
    name: str
    what: str
    synopsis: str
    word: str
    description: str
    about: tuple[str, ...]
    commands: str
    options: str
    codes: str
    files: str
    file_rows: tuple[tuple[str, str], ...]
    environment: str
    variables: tuple[tuple[str, str], ...]
    health: str
    health_text: str


EN = Words(
    book="User Commands",
    name="NAME",
    what="stands you up once an hour and shows you how to move",
    synopsis="SYNOPSIS",
    word="COMMAND",
    description="DESCRIPTION",
    about=(
        "Lowback Tray sits in the tray, counts how long you have been sitting, and once an hour, "
        "at the next pause in your typing, asks you to stand up. A small window leads through two "
        "and a half minutes of easy movement. In between it offers a quiet minute in the seat.",
        "Without a command it starts, or comes to the front when it runs already. A command speaks "
        "to the program that runs.",
    ),
    commands="COMMANDS",
    options="OPTIONS",
    codes="EXIT STATUS",
    files="FILES",
    file_rows=(
        ("~/.config/lowback-tray/settings.toml", "The settings, with your comments."),
        ("~/.local/share/lowback-tray/history.sqlite", "The history; backups lie beside it."),
        ("~/.local/share/lowback-tray/packs/", "Your content packs."),
        ("~/.local/state/lowback-tray/lowback-tray.log", "Faults of the program."),
        ("~/.config/autostart/lowback-tray.desktop", "Start at login, while it is on."),
    ),
    environment="ENVIRONMENT",
    variables=(
        (
            "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR",
            "Where these files are looked for instead.",
        ),
        ("QT_QPA_PLATFORM", "xcb or wayland, where Qt should not choose by itself."),
    ),
    health="YOUR HEALTH",
    health_text=(
        "A reminder with gentle movements, not treatment. Stop when something hurts. "
        "\\fBlowback-tray warning-signs\\fR shows the signs for which a doctor comes first."
    ),
)

JA = Words(
    book="ユーザーコマンド",
    name="名前",
    what="1時間に1回、立ち上がるきっかけをつくり、動き方を案内します",
    synopsis="書式",
    word="コマンド",
    description="説明",
    about=(
        "Lowback Tray はトレイで座っている時間を数え、1時間に1回、入力の切れ目に立ち上がるよう"
        "お知らせします。小さなウィンドウが2分半ほどの楽な動きを案内します。その合間には、座ったまま"
        "できる1分の姿勢リセットを静かに提案します。",
        "コマンドなしで起動します。すでに動いていれば画面を出します。コマンドは、動いている"
        "プログラムに伝わります。",
    ),
    commands="コマンド",
    options="オプション",
    codes="終了ステータス",
    files="ファイル",
    file_rows=(
        ("~/.config/lowback-tray/settings.toml", "設定。書いたコメントも残ります。"),
        ("~/.local/share/lowback-tray/history.sqlite", "履歴。隣にバックアップがあります。"),
        ("~/.local/share/lowback-tray/packs/", "自分で加えた体操。"),
        ("~/.local/state/lowback-tray/lowback-tray.log", "プログラムの不具合の記録。"),
        ("~/.config/autostart/lowback-tray.desktop", "ログイン時の起動(オンの間だけ)。"),
    ),
    environment="環境変数",
    variables=(
        (
            "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR",
            "上のファイルを置く場所を変えます。",
        ),
        ("QT_QPA_PLATFORM", "Qt に選ばせたくないとき、xcb か wayland。"),
    ),
    health="体のこと",
    health_text=(
        "これはやさしい動きのお知らせで、治療ではありません。痛いときはやめてください。"
        "\\fBlowback-tray warning-signs\\fR で、先に医師に相談したいサインを見られます。"
    ),
)

LANGUAGES: Mapping[str, tuple[str, Words]] = {"en": ("", EN), "ja": ("ja", JA)}


def pages(
    needs: Mapping[str, Mapping[Needs, str]], codes: Mapping[str, Iterable[str]]
) -> dict[Path, str]:
    """The page of each language. Leaves another language in force.

    Args:
        needs: language, whom a command needs, and what is said of that.
        codes: language, and the meaning of each exit code from 0 on.
    """
    made = {}
    for language, (folder, words) in LANGUAGES.items():
        i18n.use(language)
        lines = _page(words, needs[language], codes[language])
        made[FOLDER / folder / "lowback-tray.1"] = "\n".join(lines) + "\n"
    return made


def _page(words: Words, needs: Mapping[Needs, str], codes: Iterable[str]) -> Iterator[str]:
    yield _MADE
    yield f'.TH LOWBACK\\-TRAY 1 "" "Lowback Tray {__version__}" "{words.book}"'
    yield ".ad l\n.nh"  # spread over the line, Japanese would be torn apart
    yield f".SH {words.name}"
    yield f"lowback\\-tray \\- {_plain(words.what)}"
    yield f".SH {words.synopsis}"
    yield f".B lowback\\-tray\n.RI [ {words.word} ]"
    yield f".SH {words.description}"
    yield "\n.PP\n".join(map(_plain, words.about))
    yield f".SH {words.commands}"
    for command in COMMANDS:
        yield from _command(command, needs)
    yield f".SH {words.options}"
    yield from _item("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", tr("Show this help"))
    yield from _item("\\fB\\-\\-version\\fR", tr("Show the version"))
    yield f".SH {words.codes}"
    for number, meaning in enumerate(codes):
        yield from _item(f"\\fB{number}\\fR", meaning)
    for heading, rows in ((words.files, words.file_rows), (words.environment, words.variables)):
        yield f".SH {heading}"
        for name, meaning in rows:
            yield from _item(f"\\fI{_plain(name)}\\fR", meaning)
    yield f".SH {words.health}"
    yield _BREAK.sub(r"\g<0>\\:", words.health_text)


def _command(command: Command, needs: Mapping[Needs, str]) -> Iterator[str]:
    arguments = [_usage(one) if one.required else f"[{_usage(one)}]" for one in command.arguments]
    usage = " ".join([f"\\fB{_plain(command.name)}\\fR", *arguments])
    yield from _item(usage, tr(command.help))
    yield f".br\n{_plain(needs[command.needs])}"
    if command.arguments:
        yield ".RS"
        for argument in command.arguments:
            yield from _item(_usage(argument), tr(argument.help))
        yield ".RE"


def _usage(argument: Argument) -> str:
    if argument.flag:
        value = " \\fIN\\fR" if argument.flag == "number" else ""
        return f"\\fB\\-\\-{_plain(argument.name)}\\fR{value}"
    return f"\\fI{_plain(argument.name.upper())}\\fR"


def _item(term: str, text: str) -> Iterator[str]:
    yield f".TP\n{term}\n{_plain(text)}"


def _plain(text: str) -> str:
    """Text that no macro and no escape is read from; Japanese may break where it may."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("~", "\\(ti")
    text = _BREAK.sub(r"\g<0>\\:", text)
    return f"\\&{text}" if text.startswith((".", "'")) else text
