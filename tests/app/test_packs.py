"""Content packs on the disk: taken whole or left out whole, and said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lowback_tray import paths
from lowback_tray.app.offline import Offline
from lowback_tray.app.packs import read_pack, survey, with_packs
from lowback_tray.care.library import load
from lowback_tray.errors import ContentError

DOC = Path(__file__).resolve().parents[2] / "docs" / "packs.md"


def example(folder: Path) -> Path:
    """The pack that docs/packs.md tells people to copy, written out as they would."""
    pack = folder / "clinic"
    for block in re.findall(
        r"```toml\n(# \S+\.toml\n.*?)```", DOC.read_text(encoding="utf-8"), re.S
    ):
        name = block.split("\n", 1)[0].removeprefix("# ")
        path = pack / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
    for picture in re.findall(r'"(pictures/[^"]+)"', DOC.read_text(encoding="utf-8")):
        path = pack / picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG")
    return pack


def test_the_pack_of_the_documents_is_in_order(tmp_path: Path) -> None:
    pack = read_pack(example(tmp_path), load())
    assert "chair_ankle_circles" in pack.exercises


def test_a_good_pack_is_added_and_a_bad_one_left_out_and_said(tmp_path: Path) -> None:
    example(tmp_path)
    bad = tmp_path / "broken"
    bad.mkdir()
    (bad / "pack.toml").write_text("x = [", encoding="utf-8")
    library, problems = with_packs(load(), tmp_path)
    assert "chair_ankle_circles" in library.exercises
    assert len(problems) == 1
    assert problems[0].startswith("broken/pack.toml: ")


def test_what_a_pack_does_is_told_by_name_and_a_refused_one_by_its_fault(tmp_path: Path) -> None:
    pack = example(tmp_path)
    about = (pack / "pack.toml").read_text(encoding="utf-8")
    lines = [line for line in about.splitlines() if not line.startswith("hide_")]
    hides = 'hide_exercises = ["wall_calf"]\nhide_routines = []\n'
    (pack / "pack.toml").write_text("\n".join(lines) + "\n" + hides, encoding="utf-8")
    (tmp_path / "broken").mkdir()
    broken, clinic = survey(load(), tmp_path)
    assert (broken.folder, broken.title) == ("broken", "broken")
    assert broken.problem.startswith("broken/pack.toml: is missing")
    assert (clinic.folder, clinic.problem) == ("clinic", "")
    assert str(read_pack(pack, load()).exercises["chair_ankle_circles"].name) in clinic.adds
    assert clinic.hides == (str(load().exercises["wall_calf"].name),)
    overridden = {str(load().exercises[key].name) for key in read_pack(pack, load()).exercises
                  if key in load().exercises}  # fmt: skip
    assert overridden <= set(clinic.overrides)
    assert not set(clinic.overrides) & set(clinic.adds)


def test_without_a_folder_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert with_packs(load(), tmp_path / "none") == (load(), [])


@pytest.mark.parametrize(
    ("content", "problem"), [(b"\xff\xfe", "not UTF-8"), (b"#" * 1_100_000, "too large")]
)
def test_files_that_cannot_be_cards_are_named(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "pack.toml").write_bytes(content)
    with pytest.raises(ContentError, match=problem):
        read_pack(tmp_path, load())


def test_the_program_offers_what_the_packs_of_the_person_hold() -> None:
    example(paths.ensure(paths.packs()))
    shelf = Offline()
    assert "chair_ankle_circles" in shelf.library().exercises
    assert shelf.pack_problems == []
    assert "in order" in shelf.check_pack(str(paths.packs() / "clinic"))
    with pytest.raises(ContentError, match="is not a folder"):
        shelf.check_pack("nowhere")
