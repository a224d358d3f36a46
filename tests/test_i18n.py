from __future__ import annotations

import argparse
import ast
import gettext
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray import i18n
from tests.catalogues import ROOT, compile_all, messages

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = ROOT / "lowback_tray"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    compile_all()


# ---- the language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja.UTF-8"}, "ja"),
        ({"LANG": "JA"}, "ja"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en_US:ja"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:ja:en"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": ""}, "ja"),
    ],
)
def test_the_system_language_is_the_first_of_ours_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == language
    assert i18n.use("system") == language == i18n.language()


def test_a_language_chosen_in_the_settings_wins_over_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert i18n.use("en") == "en"
    assert i18n.use("ja") == "ja"
    assert i18n.use("klingon") == "ja"


def test_texts_come_in_the_language_in_force() -> None:
    assert i18n.use("ja") == "ja"
    assert i18n.tr("Data and privacy") == "データとプライバシー"
    assert i18n.pick(en="rest", ja="休憩") == "休憩"
    i18n.use("en")
    assert i18n.tr("Data and privacy") == "Data and privacy"
    assert i18n.pick(en="rest", ja="休憩") == "rest"


def test_a_text_that_nobody_translated_is_shown_as_it_is() -> None:
    i18n.use("ja")
    assert i18n.tr("no such text") == "no such text"


def test_a_text_that_is_also_counted_elsewhere_is_found_by_the_python_of_debian_12(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def as_in_3_11_2(catalogue: Any, message: str) -> str:
        return str(catalogue._catalog.get(message, message))

    monkeypatch.setattr(gettext.GNUTranslations, "gettext", as_in_3_11_2)
    i18n.use("ja")
    assert i18n.tr("{n} min") == "{n}分"
    assert i18n.every("{n} min") == ("{n} min", "{n}分")
    assert i18n.tr("Settings") == "設定"
    assert i18n.tr("no such text") == "no such text"


def test_counts_choose_their_form_and_are_filled_in() -> None:
    i18n.use("en")
    assert i18n.ntr("{n} break", "{n} breaks", 1) == "1 break"
    assert i18n.ntr("{n} break", "{n} breaks", 2) == "2 breaks"


def test_marking_changes_nothing() -> None:
    i18n.use("ja")
    assert i18n.mark("Data and privacy") == "Data and privacy"


# ---- argparse


def _help() -> str:
    with i18n.bind_argparse():
        parser = argparse.ArgumentParser(prog="x", usage=None)
        parser.add_argument("kind", choices=["a"])
        return parser.format_help()


def test_argparse_speaks_japanese() -> None:
    i18n.use("ja")
    text = _help()
    assert text.startswith("使い方: x")
    assert "この説明を表示します" in text
    assert "引数:" in text
    assert "オプション:" in text


def test_argparse_speaks_english_even_where_the_system_is_japanese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    i18n.use("en")
    assert _help().startswith("usage: x")


def test_argparse_says_its_errors_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    i18n.use("ja")
    with i18n.bind_argparse():
        parser = argparse.ArgumentParser(prog="x")
        parser.add_argument("n", type=int)
        for words in ([], ["a"], ["1", "2"]):
            with pytest.raises(SystemExit):
                parser.parse_args(words)
    said = capsys.readouterr().err
    for text in ("次の引数が必要です: n", "の値として読めません", "この引数は使えません: 2"):
        assert text in said
    for leftover in ("error", "usage", "argument", "invalid"):
        assert leftover not in said


@pytest.mark.parametrize("before", [None, "fr:en"])
def test_argparse_leaves_the_environment_as_it_was(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    if before is not None:
        monkeypatch.setenv("LANGUAGE", before)
    i18n.use("ja")
    _help()
    assert os.environ.get("LANGUAGE") == before
    assert argparse.ArgumentParser(prog="x").format_usage().startswith("usage: ")


# ---- the catalogues


def test_every_text_of_the_program_is_translated() -> None:
    done = messages("check")
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize(
    "path", sorted(SOURCES.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCES))
)
def test_no_text_is_translated_within_an_f_string(path: Path) -> None:
    """There Babel does not see it before Python 3.12, and nobody misses its Japanese."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = [one for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)]
    calls = [one for string in strings for one in ast.walk(string) if isinstance(one, ast.Call)]
    assert [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in ("tr", "ntr", "mark")
        and isinstance(call.args[0], ast.Constant)
    ] == []


def test_the_catalogues_carry_no_dates_and_no_paths_of_a_machine() -> None:
    for po in (ROOT / "resources" / "translations").rglob("*.po"):
        text = po.read_text(encoding="utf-8")
        assert "-Date:" not in text
        assert "#: /" not in text


EMPTY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
SOURCE = """
from lowback_tray.i18n import mark, ntr, tr
A = tr("Hello {name}")
B = ntr("{n} break", "{n} breaks", 2)
C = mark("Wait: ")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree whose texts are all translated."""
    (tmp_path / "lowback_tray").mkdir()
    (tmp_path / "lowback_tray" / "some.py").write_text(SOURCE)
    folder = tmp_path / "resources" / "translations" / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "lowback_tray.po").write_text(EMPTY)
    words = {"Hello {name}": "こんにちは、{name}さん", "{n} break": "休憩{n}回", "Wait: ": "待機: "}
    (tmp_path / "ja.json").write_text(json.dumps(words))
    own = ROOT / "resources/translations/ja/LC_MESSAGES/lowback_tray.po"
    assert messages("extract", root=tmp_path).returncode == 0
    assert "3 filled" in messages("fill", tmp_path / "ja.json", root=tmp_path).stdout
    (tmp_path / "argparse.json").write_text(json.dumps(_translations(own)))
    messages("fill", tmp_path / "argparse.json", root=tmp_path)
    return tmp_path


def _translations(po: Path) -> dict[str, str]:
    """argparse's words of a catalogue, by their English."""
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        found = read_po(source, locale="ja")
    return {
        _first(one.id): _first(one.string)
        for one in found
        if any(place == "argparse" for place, _ in one.locations)
    }


def _first(text: str | tuple[str, ...] | list[str] | None) -> str:
    assert text
    return text if isinstance(text, str) else text[0]


def _po(tree: Path) -> Path:
    return tree / "resources" / "translations" / "ja" / "LC_MESSAGES" / "lowback_tray.po"


def test_a_complete_catalogue_passes(tree: Path) -> None:
    done = messages("check", root=tree)
    assert (done.stderr, done.returncode) == ("", 0)


def test_extracting_twice_changes_nothing(tree: Path) -> None:
    before = _po(tree).read_bytes()
    assert "ja: unchanged" in messages("extract", root=tree).stdout
    assert _po(tree).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"こんにちは、{name}さん"', '""', "is not translated"),
        ('"こんにちは、{name}さん"', '"こんにちは"', "other placeholders"),
        ('"こんにちは、{name}さん"', '"こんにちは、{name"', "other placeholders"),
        ('"こんにちは、{name}さん"', '"Hello {name}"', "is still English"),
        ('"休憩{n}回"', '"休憩"', "other placeholders"),
        ('"休憩{n}回"', '""', "is not translated"),
        ('"待機: "', '"待機"', "other white space"),
        ('msgid "Wait: "', '#, fuzzy\nmsgid "Wait: "', "is marked as doubtful"),
        ('msgid "Wait: "', 'msgid "Wait! "', "is missing; run extract"),
        ('msgid "Wait: "', 'msgid "Wait! "', "is no text of the program"),
        ('"次の引数が必要です: %s"', '"次の引数が必要です"', "other placeholders"),
    ],
)
def test_check_finds_what_keeps_a_language_from_being_complete(
    tree: Path, old: str, new: str, complaint: str
) -> None:
    text = _po(tree).read_text()
    assert old in text
    _po(tree).write_text(text.replace(old, new))
    done = messages("check", root=tree)
    assert done.returncode == 1
    assert complaint in done.stderr


def test_a_text_that_is_gone_stays_as_a_remark_until_it_is_pruned(tree: Path) -> None:
    source = tree / "lowback_tray" / "some.py"
    source.write_text(SOURCE.replace('C = mark("Wait: ")', ""))
    messages("extract", root=tree)
    assert '#~ msgstr "待機: "' in _po(tree).read_text()
    assert "'Wait: ' is no text of the program" in messages("check", root=tree).stderr
    messages("extract", "--prune", root=tree)
    assert "待機" not in _po(tree).read_text()
    assert messages("check", root=tree).returncode == 0


def test_filling_replaces_nothing_and_names_what_it_could_not_use(tree: Path) -> None:
    (tree / "more.json").write_text(json.dumps({"Wait: ": "まって: ", "Gone": "なし"}))
    done = messages("fill", tree / "more.json", root=tree)
    assert "0 filled" in done.stdout
    assert "'Gone'" in done.stdout
    assert "kept '待機: '" in done.stdout
    assert "まって" not in _po(tree).read_text()


def test_compiling_makes_what_gettext_reads(tree: Path) -> None:
    assert messages("compile", root=tree).returncode == 0
    import gettext

    read = gettext.translation("lowback_tray", tree / "resources/translations", ["ja"])
    assert read.gettext("Hello {name}") == "こんにちは、{name}さん"
    assert read.ngettext("{n} break", "{n} breaks", 2) == "休憩{n}回"
    assert [one.name for one in _po(tree).parent.iterdir() if one.suffix == ".tmp"] == []
