from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowback_tray.settings import edit
from tests.settings.samples import GOOD

KEY = "stand_up.interval_min"


def test_only_the_value_concerned_changes() -> None:
    changed = edit.changed(GOOD, KEY, 45)
    assert changed == GOOD.replace("interval_min = 90 ", "interval_min = 45 ")


def test_a_new_key_comes_below_its_header_and_leaves_the_next_comment_alone() -> None:
    changed = edit.changed(GOOD, "stand_up.length_s", None)
    assert "length_s" not in changed
    again = edit.changed(changed, "stand_up.length_s", 60)
    assert again.count("# about pauses\n[snooze]") == 1
    assert "[stand_up]\nlength_s = 60\n" in again


def test_a_new_table_comes_last() -> None:
    assert edit.changed(GOOD, "away.after_min", 7).startswith(GOOD)
    assert edit.changed("", "away.after_min", 7) == "[away]\nafter_min = 7\n"


def test_a_new_name_comes_before_the_first_table() -> None:
    changed = edit.changed("# mine\n[hours]\nenabled = true\n", "language", "en")
    assert tomllib.loads(changed) == {"language": "en", "hours": {"enabled": True}}
    assert "# mine" in changed


def test_what_is_so_already_is_not_touched() -> None:
    assert edit.changed(GOOD, KEY, 90) is GOOD
    assert edit.changed(GOOD, "hours.enabled", None) is GOOD
    assert edit.changed(GOOD, "first_run", None) is GOOD


def test_one_is_not_taken_for_true() -> None:
    assert edit.changed("[snooze]\nlimit = true\n", "snooze.limit", 1) == "[snooze]\nlimit = 1\n"


def test_a_bad_value_in_the_place_of_a_table_makes_room_for_it() -> None:
    assert tomllib.loads(edit.changed("stand_up = 5\nx = 1\n", KEY, 45)) == {
        "x": 1,
        "stand_up": {"interval_min": 45},
    }
    assert edit.changed("stand_up = 5\nx = 1\n", KEY, None) == "x = 1\n"


LAYOUTS = {
    "dotted": 'stand_up.length_s = 90\nlanguage = "ja"\nstand_up.other = 1\n',
    "dotted alone": 'stand_up.interval_min = 90\nlanguage = "ja"\n[hours]\nenabled = true\n',
    "inline": "stand_up = { length_s = 90 } # c\n",
    "quoted": '["stand_up"]\n"interval_min" = 90\n',
    "array of tables": "[[stand_up]]\nlength_s = 90\n[[stand_up]]\nlength_s = 91\n",
    "a header inside a text": "x = '''\n[stand_up]\n'''\n[stand_up]\nlength_s = 90\n",
    "line ends of Windows": "[stand_up]\r\nlength_s = 90\r\n# c\r\n[hours]\r\nenabled = true\r\n",
    "a table below": "[stand_up.x.y]\nz = 1\n[hours]\nenabled = true\n[stand_up.q]\nk = 1\n",
    "spaced header": "[ stand_up ] # [x]\nlength_s = 90\n",
    "no line end": "[stand_up]",
    "only a comment": "# hello",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("key", "plain"),
    [(KEY, 45), (KEY, None), ("language", "en"), ("hours.monday", ["09:00-12:00"])],
)
def test_every_layout_can_be_changed_and_keeps_the_rest(
    layout: str, key: str, plain: int | str | list[str] | None
) -> None:
    text = LAYOUTS[layout]
    after = tomllib.loads(edit.changed(text, key, plain))
    expected = tomllib.loads(text)
    table, _, name = key.rpartition(".")
    holder = expected
    if table:
        if not isinstance(expected.get(table), dict):
            expected.pop(table, None)
        holder = expected.setdefault(table, {})
    holder[name] = plain
    if plain is None:
        del holder[name]
    assert {k: v for k, v in after.items() if v != {}} == {
        k: v for k, v in expected.items() if v != {}
    }


_PIECES = (
    "[stand_up]\n",
    "[ stand_up ] # t\n",
    "[stand_up.x]\n",
    "[hours]\n",
    "[[q]]\n",
    "stand_up.length_s = 90\n",
    "stand_up.x.z = 2\n",
    "stand_up = 5\n",
    "length_s = 90\n",
    "interval_min = 30 # c\n",
    "text = '''\n[stand_up]\n'''\n",
    "# a remark\n",
    "\n",
    "language = 'ja'\n",
)


@settings(deadline=None)
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=7), plain=st.integers(15, 120))
def test_whatever_the_file_looks_like_the_change_is_exact_and_no_remark_is_lost(
    pieces: list[str], plain: int
) -> None:
    text = "".join(pieces)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    changed = edit.changed(text, KEY, plain)
    after = tomllib.loads(changed)
    assert after.pop("stand_up") == (
        (before["stand_up"] if isinstance(before.get("stand_up"), dict) else {})
        | {"interval_min": plain}
    )
    before.pop("stand_up", None)
    assert after == before
    assert changed.count("# a remark") == text.count("# a remark")


def test_a_file_that_defeats_the_writer_is_refused_and_not_mangled() -> None:
    nested = "x = " + "[" * 250 + "]" * 250 + "\n"
    with pytest.raises(ValueError, match=KEY):
        edit.changed(nested, KEY, 45)
