"""docs/content.md: every item of the article has its place, and every place exists."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lowback_tray import commands
from lowback_tray.care.library import load
from lowback_tray.settings import table
from tests.care import pack_files

# The items, from the care guide: 3 + 7 + 10 + 1 + 4 + 1 + 3 + 4 + 3 + 6 + 2 + 3 + 2.
ITEMS = tuple(
    """
    P1 P2 P3  SC1 SC2 SC3 SC4 SC5 SC6 SC7
    P1-R1 P1-R2 P2-L1 P2-L2 P3-E1 P3-E2 ST-1 ST-2 CORE-1 CORE-2  ST-TIP
    DAILY-1 DAILY-2 DAILY-3 DAILY-4  DAILY-TIP  POST-1 POST-2 POST-3
    REST-1 REST-2 REST-3 REST-4  LIFE-1 LIFE-2 LIFE-3
    RF-0 RF-1 RF-2 RF-3 RF-4 RF-5  PRO-1 PRO-2  CAUSE-1 CAUSE-2 CAUSE-3  MIND-1 MIND-2
    """.split()  # noqa: SIM905
)
ROW = re.compile(r"^\| ([A-Z0-9-]+) \| (.+?) \| (.+) \|$", re.MULTILINE)


def rows() -> dict[str, list[str]]:
    text = (pack_files.ROOT / "docs/content.md").read_text(encoding="utf-8")
    return {item: places.split(", ") for item, _, places in ROW.findall(text)}


def there() -> dict[str, set[str]]:
    library = load()
    return {
        "exercise": set(library.exercises),
        "routine": set(library.routines),
        "question": {one.id for one in library.questions},
        "sign": {sign.id for tier in library.signs.tiers.values() for sign in tier},
        "lead": set(library.signs.lead),
        "tip": set(library.tips),
        "text": {one.id for one in library.background},
        "command": set(commands.BY_NAME),
        "setting": {setting.key for setting in table.SETTINGS},
    }


def test_the_article_has_49_items_and_each_is_in_the_table_once() -> None:
    assert len(ITEMS) == 49
    text = (pack_files.ROOT / "docs/content.md").read_text(encoding="utf-8")
    counted = Counter(item for item, _, _ in ROW.findall(text))
    assert counted == Counter(ITEMS)


@pytest.mark.parametrize("item", ITEMS)
def test_every_place_of_an_item_exists(item: str) -> None:
    for place in rows()[item]:
        kind, _, name = place.partition(":")
        assert name in there()[kind], place


def test_what_says_it_carries_an_item_is_where_the_table_says() -> None:
    library, table_says = load(), rows()
    carried = [
        *((f"exercise:{one.id}", one.source) for one in library.exercises.values()),
        *((f"tip:{one.id}", one.source) for one in library.tips.values()),
        *((f"text:{one.id}", one.source) for one in library.background),
    ]
    for place, sources in carried:
        for source in sources:
            item = source.removeprefix("seed:")
            if item in ITEMS:
                assert place in table_says[item], (place, item)


def test_what_the_table_says_of_tips_and_texts_they_say_themselves() -> None:
    library = load()
    notes = {**{f"tip:{one.id}": one for one in library.tips.values()},
             **{f"text:{one.id}": one for one in library.background}}  # fmt: skip
    for item, places in rows().items():
        for place in places:
            assert place not in notes or item in notes[place].source, (item, place)
    assert {place for places in rows().values() for place in places} >= set(notes)
