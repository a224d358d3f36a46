"""The documents say what is: links lead somewhere, commands exist, made pages are fresh."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from lowback_tray import __version__, cli
from lowback_tray.care import library
from lowback_tray.commands import COMMANDS
from lowback_tray.desktop.holds.sources import CAP_S, NAMES
from lowback_tray.engine import numbers
from lowback_tray.engine.policy import Policy
from lowback_tray.settings.table import SETTINGS, find
from tests import catalogues

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in PAGES}

STARTS = {None, "stand-up", "posture-reset", "short"}
PLACEHOLDERS = ("KEY", "キー")

_LINK = re.compile(r"""\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)\"""")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links(text: str) -> list[str]:
    return [one or other for one, other in _LINK.findall(_FENCE.sub("", text))]


def anchors(text: str) -> set[str]:
    """The headings as GitHub names them in links."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def inline_code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))


def shell_lines(text: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]


def our_commands(text: str) -> list[list[str]]:
    """The words after `lowback-tray` wherever a page shows them."""
    found = [shlex.split(code, comments=True) for code in shell_lines(text)]
    found += [code.split() for code in inline_code(text) if "..." not in code]
    return [
        words[1:]
        for words in found
        if words and words[0] == "lowback-tray" and not {"COMMAND", "コマンド"} & set(words)
    ]


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"^([a-z][a-z0-9 -]*):", makefile, re.MULTILINE)
    return {target for rule in rules for target in rule.split()}


@pytest.mark.parametrize("page", TEXTS)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    for link in links(TEXTS[page]):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("page", TEXTS)
def test_every_make_target_named_exists(page: str) -> None:
    for code in inline_code(TEXTS[page]):
        if code.startswith("make "):
            assert code.split()[1] in make_targets(), code


@pytest.mark.parametrize("page", TEXTS)
def test_every_command_named_is_understood(page: str) -> None:
    for words in our_commands(TEXTS[page]):
        command, arguments = cli.parse(words)
        if command is not None and command.name == "start" and arguments["what"] not in STARTS:
            assert arguments["what"] in library.load().routines
        if arguments.get("key") not in (None, *PLACEHOLDERS):
            find(arguments["key"])


@pytest.mark.parametrize("page", TEXTS)
def test_every_file_named_exists(page: str) -> None:
    """Paths in code are from the root of the repository; patterns must match something."""
    roots = ("docs/", "packaging/", "resources/", "tests/", "benchmarks/", "lowback_tray/")
    for code in inline_code(TEXTS[page]):
        for word in code.split():
            if word.startswith(roots) and "XX" not in word:
                assert list(ROOT.glob(word.rstrip("/"))), word


@pytest.mark.parametrize("page", ["README.md", "README.ja.md"])
def test_the_readme_names_the_two_commands_and_the_main_ones(page: str) -> None:
    assert {"make run", "make test"} <= set(inline_code(TEXTS[page]))
    shown = {cli.parse(words)[0] for words in our_commands(TEXTS[page])}
    assert {"status", "start", "snooze", "pause", "history", "doctor"} <= {
        command.name for command in shown if command is not None
    }


@pytest.mark.parametrize(
    ("page", "counts"),
    [
        ("README.md", "{exercises} exercises and {routines} routines"),
        ("README.ja.md", "{exercises}の体操と{routines}のルーティン"),
    ],
)
def test_the_readme_counts_the_content_right(page: str, counts: str) -> None:
    content = library.load()
    said = counts.format(exercises=len(content.exercises), routines=len(content.routines))
    assert said in TEXTS[page]


@pytest.mark.parametrize("page", ["docs/timing.md", "docs/timing.ja.md"])
def test_the_timing_page_has_the_numbers_of_the_back_and_of_the_holds(page: str) -> None:
    days, hours = ("日", "時間") if page.endswith("ja.md") else (" days", "")
    text = TEXTS[page]
    assert f"{numbers.HIDDEN_DAYS}{days}" in text
    assert f"{numbers.FLARE_EVERY_S / 60:.0f}" in text
    assert f"{Policy().profile.wake_time:%H:%M}" in text
    assert f"{find('evening.time').default:%H:%M}" in text
    assert f"{numbers.EVENING_WINDOW_S / 3600:.0f}{hours}" in text
    assert numbers.EASY_DAYS == 3, "both pages say: three easier days"
    assert numbers.EXERCISED_H == 2, "both pages say: two hours"
    assert numbers.WORSE_LIMIT == 2, "both pages say: two within a week"
    assert CAP_S == 7200, "both pages say: after two hours"


@pytest.mark.parametrize("page", ["docs/timing.md", "docs/timing.ja.md"])
def test_the_timing_page_has_a_row_for_each_reason_to_wait(page: str) -> None:
    own = (
        "signs", "paused", "off_screen", "locked", "outside_hours", "quiet_time", "just_back",
        "typing",
    )  # fmt: skip
    heading = "## 静かにしている理由" if page.endswith("ja.md") else "## Why it may be quiet"
    section = TEXTS[page].split(heading)[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(rows) - 1 == len(own) + len(NAMES)


@pytest.mark.parametrize(
    ("page", "least", "bytes_"), [("README", 5, 150_000), ("docs/guide", 10, 350_000)]
)
def test_pictures_of_a_page_load_fast(page: str, least: int, bytes_: int) -> None:
    for language in ("en", "ja"):
        name = f"{page}.md" if language == "en" else f"{page}.ja.md"
        for theme in ("light", "dark"):  # a reader loads one of them
            shown = {
                link for link in links(TEXTS[name]) if link.endswith(f"{theme}-{language}.png")
            }
            assert len(shown) >= least
            sizes = [((ROOT / name).parent / link).stat().st_size for link in shown]
            assert sum(sizes) < bytes_


@pytest.mark.parametrize("page", [name[:-6] for name in TEXTS if name.endswith(".ja.md")])
def test_both_languages_tell_the_same(page: str) -> None:
    """Headings, rows, pictures and commands agree; the words are each language's own."""
    english, japanese = TEXTS[f"{page}.md"], TEXTS[f"{page}.ja.md"]

    def shape(text: str) -> list[object]:
        pictures = [re.sub(r"-(en|ja)\.png", "", link) for link in links(text) if ".png" in link]
        marks = [re.match(r"#+ |\| |- |```", line) for line in text.splitlines()]
        typed = [words for line in shell_lines(text) if (words := shlex.split(line, comments=True))]
        return [pictures, [mark[0] for mark in marks if mark], [words[:3] for words in typed]]

    assert shape(english) == shape(japanese)


def _labels(page: str, marked: str) -> set[str]:
    found = re.findall(marked, _FENCE.sub("", TEXTS[page]))
    return {label.strip() for path in found for label in path.split(" > ")}


@pytest.mark.parametrize(
    ("language", "suffix", "marked"),
    [("en", ".md", r"(?<!\*)\*([^*\n]+)\*(?!\*)"), ("ja", ".ja.md", r"「([^」\n]+)」")],
)
@pytest.mark.parametrize(
    ("page", "least"),
    [("docs/guide", 30), ("docs/windows", 3), ("docs/setups", 1), ("docs/data", 1)],
)
def test_what_a_page_calls_by_name_is_called_so_in_the_program(
    page: str, least: int, language: str, suffix: str, marked: str
) -> None:
    texts = catalogues.texts(language)
    patterns = [re.sub(r"\\{\w+\\}", r"\\d+", re.escape(text.rstrip("…"))) for text in texts]
    known = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    labels = _labels(f"{page}{suffix}", marked)
    assert len(labels) >= least
    assert not sorted(label for label in labels if not known.fullmatch(label.rstrip("…")))


def test_every_picture_is_shown() -> None:
    shown = {Path(link).name for text in TEXTS.values() for link in links(text)}
    assert {path.name for path in (ROOT / "docs/images").glob("*.png")} <= shown


def test_pages_made_from_the_tables_are_fresh() -> None:
    check = [sys.executable, "packaging/reference.py", "--check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run python packaging/reference.py\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("suffix", ["", ".ja"])
def test_the_reference_has_every_command_and_every_setting(suffix: str) -> None:
    for command in COMMANDS:
        assert f"## `{command.name}" in TEXTS[f"docs/commands{suffix}.md"]
    for setting in SETTINGS:
        if setting.page != "hidden":
            assert f"| `{setting.key}` |" in TEXTS[f"docs/settings{suffix}.md"]
    assert "|  |" not in TEXTS[f"docs/settings{suffix}.md"], "a setting with nothing allowed"


@pytest.mark.parametrize(
    ("page", "minute", "second"), [("timing", " min", " s"), ("timing.ja", "分", "秒")]
)
def test_the_timing_page_has_the_numbers_of_the_engine(page: str, minute: str, second: str) -> None:
    text = TEXTS[f"docs/{page}.md"]
    policy = Policy()
    in_minutes = [
        policy.stand_up_every_s,
        policy.posture_after_s,
        policy.away_after_s,
        numbers.TYPING_PATIENCE_S,
        numbers.STAND_UP_TIMEOUT_S,
        numbers.POSTURE_TIMEOUT_S,
        numbers.SWALLOW_S,
        numbers.REST_STARTS_S,
        numbers.REST_FULL_S,
        numbers.GUIDE_PAUSE_LIMIT_S,
    ]
    for seconds in in_minutes:
        assert f"{seconds / 60:.0f}{minute}" in text
    for seconds in (policy.stand_up_length_s, numbers.TYPING_PAUSE_S, numbers.STOOD_S):
        assert f"{seconds:.0f}{second}" in text
    assert str(numbers.TOMORROW_HOUR) in text
    assert numbers.GRACE_S == 60, "both pages say: the first minute"


def test_the_house_as_drawn_is_the_house_as_built() -> None:
    text = TEXTS["docs/architecture.md"]
    package = ROOT / "lowback_tray"
    for place in package.iterdir():
        if place.is_dir() and (place / "__init__.py").exists():
            assert f"  {place.name}/" in text
    named = {Path(code).stem for code in inline_code(text)} | {"__init__"}
    for module in (package / "engine").glob("*.py"):
        assert module.stem in named, f"engine/{module.name} has no line in the table"


def test_the_changelog_has_a_place_for_what_comes_and_names_this_version() -> None:
    text = TEXTS["CHANGELOG.md"]
    assert "## [Unreleased]" in text
    assert re.search(rf"^##+ \[?{re.escape(__version__)}", text, re.MULTILINE)
