"""docs/dbus.md in both languages, from the interface that the program offers on the bus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from lowback_tray.app.bus_service import AT, REFUSED, USAGE, interface_of, method_name
from lowback_tray.commands import COMMANDS
from lowback_tray.desktop.exporting import Argument, Interface
from lowback_tray.i18n import tr


@dataclass(frozen=True)
class Words:
    """What the page says around its tables."""

    other: str
    title: str
    intro: str
    example: str
    methods: str
    methods_intro: str
    method_head: str
    properties: str
    properties_intro: str
    property_head: str
    property_rows: dict[str, str]
    signals: str
    signal_head: str
    signal_rows: dict[str, str]
    errors: str
    error_rows: dict[str, str]
    starting: str


EN = Words(
    other="[日本語](dbus.ja.md)",
    title="The program on D-Bus",
    intro=(
        f"On Linux the running program owns the name `{AT.name}` on the session bus, with the "
        f"object `{AT.path}` and the interface `{AT.interface}`. The number at its end grows when "
        "something changes its meaning; additions do not count. Whoever can use your session bus "
        "can use the [commands](commands.md) too: both are yours alone. Where there is no bus, "
        "nothing else is missing."
    ),
    example="For example:",
    methods="Methods",
    methods_intro=(
        "One for each command. An empty text (`s`) and a zero (`x`) stand for an argument that is "
        "left out; `b` is a switch. The answer is the text that the command prints. Paths must be "
        "absolute."
    ),
    method_head="| method | arguments | what it does |",
    properties="Properties",
    properties_intro=(
        "Changes of the first four are told by `PropertiesChanged`; the others change with every "
        "second, read them when you need them."
    ),
    property_head="| property | type | meaning |",
    property_rows={
        "Phase": "`sitting`, `away`, `prompting`, `snoozed`, `guiding` or `paused`",
        "Holds": "why reminders wait now, most important first; empty: nothing holds them",
        "Owed": "a stand-up fell due and waits",
        "NextKind": "what comes next, such as `stand-up` or `posture-reset`; empty: nothing",
        "NextInSeconds": "in how many seconds; -1: not known",
        "SittingSeconds": "the sitting clock",
        "Version": "of the program",
    },
    signals="Signals",
    signal_head="| signal | values | when |",
    signal_rows={
        "PromptShown": "a reminder has opened",
        "BreakStarted": "a guide begins; `number` names it until it ends",
        "BreakFinished": (
            "a guide has ended (`completed`, `stood`, `ended_early`), or you said that you stood "
            "up (`number` 0)"
        ),
    },
    errors="Errors",
    error_rows={
        REFUSED: "the command makes no sense now; the text says why and what to do",
        USAGE: "an argument does not fit; the text says which",
    },
    starting=(
        "An installed package brings a service file, so that a call starts the program where it "
        "does not run."
    ),
)

JA = Words(
    other="[English](dbus.md)",
    title="D-Bus から使う",
    intro=(
        f"Linux では、動いているプログラムがセッションバスに `{AT.name}` という名前を持ちます。"
        f"オブジェクトは `{AT.path}`、インターフェースは `{AT.interface}` です。"
        "末尾の数字は、意味が変わったときに増えます"
        "(追加だけなら増えません)。セッションバスを使える人は[コマンド](commands.ja.md)も使えます。どちらも"
        "あなただけのものです。バスがなくても、ほかの機能は変わりません。"
    ),
    example="たとえば：",
    methods="メソッド",
    methods_intro=(
        "コマンドごとに1つあります。空の文字列(`s`)とゼロ(`x`)は、引数を省くことを表します。"
        "`b` はオン・オフです。"
        "答えは、コマンドが表示する文です。パスは絶対パスで渡してください。"
    ),
    method_head="| メソッド | 引数 | すること |",
    properties="プロパティ",
    properties_intro=(
        "はじめの4つの変化は `PropertiesChanged` で知らせます。"
        "ほかは毎秒変わるので、必要なときに読んでください。"
    ),
    property_head="| プロパティ | 型 | 意味 |",
    property_rows={
        "Phase": "`sitting`、`away`、`prompting`、`snoozed`、`guiding`、`paused` のどれか",
        "Holds": "お知らせを待っている理由(大事な順)。空なら、待っていません",
        "Owed": "立つお知らせの時刻が来ていて、待っているかどうか",
        "NextKind": "次に来るもの(`stand-up`、`posture-reset` など)。空なら、ありません",
        "NextInSeconds": "それまでの秒数。-1 は分からないことを表します",
        "SittingSeconds": "座り時計の秒数",
        "Version": "プログラムのバージョン",
    },
    signals="シグナル",
    signal_head="| シグナル | 値 | とき |",
    signal_rows={
        "PromptShown": "お知らせが開いたとき",
        "BreakStarted": "ガイドが始まるとき。`number` は終わるまで同じです",
        "BreakFinished": (
            "ガイドが終わったとき(`completed`、`stood`、`ended_early`)、または「立ちました」と伝えたとき"
            "(`number` は 0)"
        ),
    },
    errors="エラー",
    error_rows={
        REFUSED: "今は意味のないコマンドです。理由とどうすればよいかが文で分かります",
        USAGE: "引数が合いません。どの引数かが文で分かります",
    },
    starting=(
        "パッケージでインストールすると、サービスファイルも入ります。プログラムが動いていないときは、"
        "呼び出しで起動します。"
    ),
)

_EXAMPLES = (
    f"gdbus call --session --dest {AT.name} --object-path {AT.path} \\",
    f"  --method {AT.interface}.Start stand-up",
    f"busctl --user get-property {AT.name} {AT.path} {AT.interface} Phase",
    f"gdbus monitor --session --dest {AT.name}",
)


def page(words: Words) -> list[str]:
    """The page, in the language in force, line by line."""
    interface = interface_of(cast("Any", None), cast("Any", None))
    about = {method_name(command.name): tr(command.help) for command in COMMANDS}
    lines = [f"# {words.title}", "", words.other, "", words.intro, "", words.starting, ""]
    lines += [words.example, "", "```sh", *_EXAMPLES, "```", ""]
    lines += [
        f"## {words.methods}",
        "",
        words.methods_intro,
        "",
        words.method_head,
        "|---|---|---|",
    ]
    lines += [
        f"| `{method.name}` | {_typed(method.takes)} | {about[method.name]} |"
        for method in interface.methods
    ]
    lines += _present(interface, words)
    lines += ["", f"## {words.errors}", "", "| | |", "|---|---|"]
    return [*lines, *(f"| `{name}` | {text} |" for name, text in words.error_rows.items())]


def _present(interface: Interface, words: Words) -> list[str]:
    lines = ["", f"## {words.properties}", "", words.properties_intro, ""]
    lines += [words.property_head, "|---|---|---|"]
    lines += [
        f"| `{one.name}` | `{one.type}` | {words.property_rows[one.name]} |"
        for one in interface.properties
    ]
    lines += ["", f"## {words.signals}", "", words.signal_head, "|---|---|---|"]
    return lines + [
        f"| `{told.name}` | {_typed(told.carries)} | {words.signal_rows[told.name]} |"
        for told in interface.signals
    ]


def _typed(arguments: tuple[Argument, ...]) -> str:
    return ", ".join(f"`{one.name}` `{one.type}`" for one in arguments)
