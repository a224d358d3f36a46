"""The page for the professional: one A4, in both languages, its letters inside, read back."""

from __future__ import annotations

import re
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from lowback_tray import i18n, paths
from lowback_tray.app.offline import Offline
from lowback_tray.app.reporting import report, sheet_of
from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.errors import BadInput, DesktopError
from lowback_tray.history.opening import open_store
from lowback_tray.ui.sheet.page import write
from tests.catalogues import compile_all
from tests.ui.samples_b import NOW
from tests.ui.samples_history import TODAY, records

pytestmark = pytest.mark.usefixtures("qapp")
_FORBIDDEN = re.compile(r"diagnos|treat|cure|therap|patient|診断|治療|患者", re.IGNORECASE)


def _said(days_ago: int, fact: Fact, **details: Detail) -> Record:
    return Record(fact, NOW - timedelta(days=days_ago, hours=1), details)


HARD = [
    _said(20, Fact.HURT, exercise="chair_figure4", seconds=12.0, break_id=1),
    _said(9, Fact.HURT, exercise="chair_figure4", seconds=10.0, break_id=1),
    _said(8, Fact.FEEL, how="heavy", until=NOW.isoformat()),
    _said(8, Fact.FEEL, how="ok", until=NOW.isoformat()),
    _said(7, Fact.FLARE_UP, on=True),
    _said(6, Fact.FLARE_UP, on=False),
    _said(5, Fact.SIGNS, tier="soon"),
    _said(4, Fact.SIGNS, tier=None),
    _said(90, Fact.SIGNS, tier="soon"),
]


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offline:
    """Somebody with months of history, hard days among them, and a self-check."""
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    store, _ = open_store(paths.history_file(), NOW, paths.backups())
    with closing(store):
        early = TODAY - timedelta(days=60)
        store.commit({}, Stamp("b", 1.0, 1.0), [*records(early), *HARD])
    made = Offline()
    made.settings.set_all(
        {
            "profile.checked_on": "2026-11-02", "profile.eases": "bend",
            "profile.flags": frozenset({"knee_pain", "dizzy"}),
            **{f"self_check.SC{n}": a for n, a in enumerate(("yes", "no", "sometimes"), 1)},
        }
    )  # fmt: skip
    return made


def test_three_years_make_the_same_page_as_a_hundred_days(person: Offline) -> None:
    young = sheet_of(person, TODAY)
    store, _ = open_store(paths.history_file(), NOW, paths.backups())
    with closing(store):
        earlier = records(TODAY - timedelta(days=3 * 365), TODAY - timedelta(days=61))
        store.commit({}, Stamp("b", 2.0, 2.0), list(earlier))
    assert sheet_of(person, TODAY) == young


def read(pdf: Path, *words: str) -> str:
    done = subprocess.run(["pdftotext", *words, str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _plain(text: str) -> str:
    return re.sub(r"[\s\d]+", "", text.replace("ﬁ", "fi"))


def info(pdf: Path) -> dict[str, str]:
    done = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, text=True)
    pairs = (line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    return {name: value.strip() for name, value in pairs}


def picture(pdf: Path) -> QImage:
    target = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "75", "-png", "-singlefile", str(pdf), str(target)],
                   check=True)  # fmt: skip
    return QImage(str(target.with_suffix(".png")))


def inked(image: QImage, left: float, top: float, right: float, bottom: float) -> int:
    """How many dark points there are in a part of the page, given in mm."""
    scale = image.width() / 210
    return sum(
        image.pixelColor(x, y).lightness() < 140
        for x in range(int(left * scale), int(right * scale))
        for y in range(int(top * scale), int(bottom * scale))
    )


def test_it_is_one_page_of_a4_with_all_that_was_written_down(
    tmp_path: Path, person: Offline
) -> None:
    pdf = tmp_path / "mine.pdf"
    assert report(person, pdf, TODAY) == str(pdf)
    about = info(pdf)
    assert about["Pages"] == "1"
    assert about["Page size"].endswith("(A4)")
    # Without numbers: the text of a PDF by Qt has no digits of Noto Sans CJK in it.
    text = _plain(read(pdf, "-layout"))
    for said in (
        "28 October 2026 to 24 November 2026", "Warning signs were ticked on: 11/19",
        "Together", "Light: ", "Heavier than usual, or hurting: 11/16", "Flare-up days: 11/17",
        "Said after a break: ", "Easier after: ", "Stopped because it hurt: ",
        "Seated figure four (11/4 11/15)", "Self-check of 2 November 2026", "Sometimes",
        "Knee pain", "Bending forward", "It is no finding and names no cause.",
    ):  # fmt: skip
        assert _plain(said) in text, said
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_its_letters_are_inside_and_nothing_of_it_falls_off_the_page(
    tmp_path: Path, person: Offline, language: str
) -> None:
    compile_all()
    i18n.use(language)
    pdf = tmp_path / f"{language}.pdf"
    end = write(sheet_of(person, TODAY), pdf)
    i18n.use("en")
    assert end < 297 - 18, "it runs into the foot"
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True, text=True)
    rows = fonts.stdout.splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes\s+(yes|no)\s+yes\b", row) for row in rows), fonts.stdout
    image = picture(pdf)
    assert inked(image, 0, 0, 14, 297) == inked(image, 198, 0, 210, 297) == 0, "the margins"
    assert inked(image, 16, 14, 120, 26) > 100, "the title"
    assert inked(image, 16, 280, 194, 288) > 50, "the foot"
    if language == "ja":
        assert "腰" in read(pdf)
        assert not re.search(r"[a-z]{4} [a-z]{3}", read(pdf)), "something is left in English"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_names_no_condition_and_promises_nothing(
    tmp_path: Path, person: Offline, language: str
) -> None:
    compile_all()
    i18n.use(language)
    pdf = tmp_path / "it.pdf"
    write(sheet_of(person, TODAY), pdf)
    i18n.use("en")
    assert not _FORBIDDEN.search(read(pdf))


def test_a_page_with_the_longest_of_everything_still_ends_above_the_foot(
    tmp_path: Path, person: Offline
) -> None:
    sheet = sheet_of(person, TODAY)
    names = dict.fromkeys(sheet.names, "An exercise with a name that is as long as names get here")
    days = tuple(day.day for day in sheet.days)
    full = replace(
        sheet, names=names, heavier=days, flare_ups=days[:8], signs=days[:6],
        hurt=dict.fromkeys(list(names)[:5], days[:4]),
        after={key: {"easier": 9, "worse": 9} for key in list(names)[:9]},
    )  # fmt: skip
    assert write(full, tmp_path / "full.pdf") < 297 - 18


def test_weeks_without_records_make_no_page(tmp_path: Path, person: Offline) -> None:
    with pytest.raises(BadInput, match="nothing was written down in them"):
        report(person, tmp_path / "x.pdf", TODAY + timedelta(days=100))
    assert not list(tmp_path.glob("x*"))


def test_a_name_that_does_not_fit_and_a_place_that_cannot_be_written_are_named(
    tmp_path: Path, person: Offline
) -> None:
    with pytest.raises(BadInput, match="does not end in"):
        report(person, tmp_path / "x.txt", TODAY)
    with pytest.raises((BadInput, DesktopError), match="cannot be written"):
        report(person, tmp_path / "missing" / "x.pdf", TODAY)


def test_it_can_be_written_without_the_program_and_without_a_screen(
    tmp_path: Path, person: Offline
) -> None:
    import sys

    now = datetime.now().astimezone()
    store, _ = open_store(paths.history_file(), now, paths.backups())
    with closing(store):
        what: dict[str, Detail] = {"kind": "stand-up", "sitting_s": 3000.0, "seconds": 0}
        store.commit({}, Stamp("b", 1.0, 1.0), [Record(Fact.STOOD, now, what)])
    done = subprocess.run(
        [sys.executable, "-m", "lowback_tray", "report", "mine.pdf"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(tmp_path / "mine.pdf")
    assert info(tmp_path / "mine.pdf")["Pages"] == "1"
