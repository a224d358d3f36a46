"""On which line a key of a TOML file stands."""

from __future__ import annotations

import pytest

from lowback_tray.care.toml_lines import line_of
from tests.care import pack_files

TEXT = '''# a file
id = "a"                  # with a comment
name = { en = "x # y", "ja" = 'z' }
steps = [
  { en = "one", ja = "]" },
  # between
  { en = "two",
    ja = """
more lines \\""" of it
""" },
]
dose.reps = 3
[motion]
initial = "A"
  [motion.poses.A]
  hip = [0, 1]
[[parts]]
to = "A"
[[parts]]
to = '\'\'\'B'\'\'
'''.replace("'\\'\\'\\'B'\\'\\'", "'''B'''")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("id", 2), ("name", 3), ("name.en", 3), ("name.ja", 3), ("steps", 4), ("steps[0]", 5),
        ("steps[0].ja", 5), ("steps[1]", 7), ("steps[1].en", 7), ("steps[1].ja", 8),
        ("dose", 12), ("dose.reps", 12), ("motion", 13), ("motion.initial", 14),
        ("motion.poses", 15), ("motion.poses.A", 15), ("motion.poses.A.hip[1]", 16),
        ("parts[0]", 17), ("parts[0].to", 18), ("parts[1].to", 20),
        # what is missing has the line of what it is missing from
        ("name.fr", 3), ("motion.poses.A.head", 15), ("dose.type", 12), ("steps[1].en.x", 7),
        ("nothing", 1), ("", 1), ("steps[7]", 4),
    ],
)  # fmt: skip
def test_a_path_has_its_line(path: str, line: int) -> None:
    assert line_of(TEXT, path) == line


def test_every_file_of_our_content_is_walked_to_its_end() -> None:
    for name, text in pack_files.ours().items():
        marked = f"{text}\n[last]\nkey = 1\n"
        assert line_of(marked, "last.key") == marked.count("\n"), name
