"""`make shots`: a picture of every window in every state, into build/shots, with an index.

    python -m tests.shots [--only WORD ...] [--looks WORD ...] [--out FOLDER]

One process on one private X server shows each picture in both languages, light and dark, at
100 % and 200 % text, in high contrast and in a pseudo-language, from fixed data and a clock that
stands still. Ends with 1 when a text or a control of any of them is clipped or out of reach, and
says which.
"""

from __future__ import annotations

import argparse
import html
import itertools
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.desktop.virtual import ROOT, VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.ui.gallery import Picture

_SCREEN = (1920, 1440)
_INSIDE = "--inside"  # how this module tells itself that it is on the virtual desktop


@dataclass(frozen=True)
class Look:
    """In which of its forms a picture is taken."""

    language: Literal["en", "ja", "qps"]
    appearance: Literal["light", "dark"]
    percent: int
    high_contrast: bool = False

    def __str__(self) -> str:
        contrast = "-contrast" if self.high_contrast else ""
        return f"{self.language}-{self.appearance}-{self.percent}{contrast}"

    @property
    def tags(self) -> str:
        """What the boxes of the page hide it by."""
        return str(self).replace("-", " ")


LOOKS = [
    *(Look("en", "light", 100), Look("ja", "light", 100)),
    *(Look("en", "dark", 100), Look("ja", "dark", 100)),
    *(Look("en", "light", 200), Look("ja", "light", 200)),
    *(Look("en", "dark", 200), Look("ja", "dark", 200)),
    Look("en", "light", 100, high_contrast=True),
    Look("ja", "dark", 100, high_contrast=True),
    Look("qps", "light", 100),  # accented and 40 % longer: `tests.ui.pseudo`
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 1 when something is clipped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build/shots")
    parser.add_argument("--only", nargs="*", default=[], help="words the names must contain")
    parser.add_argument("--looks", nargs="*", default=[], help="words their looks must contain")
    parser.add_argument(_INSIDE, action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    if wanted.inside:
        looks = [look for look in LOOKS if _matches(str(look), wanted.looks)]
        return take_all(wanted.out, wanted.only, looks)
    again = [sys.executable, "-m", "tests.shots", _INSIDE, "--out", str(wanted.out.resolve())]
    with VirtualDesktop(panel="none", dunst=False, system_bus=False, size=_SCREEN) as desktop:
        env = {**desktop.env, "QT_QPA_PLATFORM": "xcb"}  # else what it imports chooses offscreen
        chosen = ["--only", *wanted.only, "--looks", *wanted.looks]
        return subprocess.call([*again, *chosen], env=env, cwd=ROOT)


def take_all(out: Path, only: Sequence[str], looks: Sequence[Look]) -> int:
    """Take every picture whose name contains one of the words (all without words)."""
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication

    from lowback_tray.ui.theme import Themer
    from tests.ui import gallery

    app = QApplication([])
    app.setApplicationDisplayName("Lowback Tray")
    app.setQuitOnLastWindowClosed(False)
    QCursor.setPos(*(side - 1 for side in _SCREEN))  # nothing is pointed at
    themer = Themer(app, "light", 100)
    out.mkdir(parents=True, exist_ok=True)
    chosen = [p for p in gallery.pictures() if _matches(p.name, only)]
    faults: list[str] = []
    for look in looks:
        _wear(themer, look)
        for picture in chosen:
            found = take(picture, out / f"{picture.name}-{look}.png")
            faults += [f"{picture.name} ({look}): {fault}" for fault in found]
    sheets = {name: make for name, make in gallery.sheets().items() if _matches(name, only)}
    for name, make in sheets.items():
        make().save(str(out / f"{name}.png"))
    (out / "index.html").write_text(page(chosen, list(sheets)), encoding="utf-8")
    print(f"{len(chosen) * len(looks) + len(sheets)} pictures: {out / 'index.html'}")  # noqa: T201
    for fault in faults:
        print(f"clipped: {fault}", file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


def _matches(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)


def _wear(themer: object, look: Look) -> None:
    from lowback_tray import i18n
    from lowback_tray.ui.theme import Themer
    from tests.ui import pseudo

    assert isinstance(themer, Themer)
    if look.language == "qps":
        pseudo.use()
    else:
        i18n.use(look.language)
    themer.set_appearance(look.appearance)
    themer.set_text_percent(look.percent)
    themer.set_contrast("high" if look.high_contrast else "normal")


def take(picture: Picture, path: Path) -> list[str]:
    """Take one picture; returns what is clipped in it."""
    from PySide6.QtTest import QTest

    shown = picture.show()
    try:
        QTest.qWaitForWindowExposed(shown.window)
        _rest(shown.settle_s)
        shown.window.grab().save(str(path))
        return shown.faults()
    finally:
        shown.close()


def _rest(seconds: float) -> None:
    """Let the window lay itself out, and let what moves come to its end."""
    from tests.ui.probes_b.widgets import pump

    ends = time.monotonic() + seconds
    pump()
    while time.monotonic() < ends:
        pump()
        time.sleep(0.01)


# ---- the page

_STYLE = """
body { margin: 0; padding: 24px 32px 80px; background: #efece4; color: #22302c;
       font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 20px; margin: 36px 0 8px; }
h3 { font-size: 13px; font-weight: 600; color: #55645e; margin: 20px 0 6px; }
nav { position: sticky; top: 0; background: #efece4; padding: 12px 0; z-index: 1; }
nav label { margin-right: 14px; } nav a { margin-right: 12px; color: #2a7564; }
.row { display: flex; flex-wrap: wrap; gap: 14px; align-items: flex-start; }
figure { margin: 0; } figcaption { font-size: 12px; color: #55645e; }
img { max-width: 320px; max-height: 420px; border-radius: 6px; background: #fff;
      box-shadow: 0 1px 5px #0003; } .sheet img { max-width: 100%; max-height: none; }
"""
_CHOICES = {"ja": "English only", "en": "日本語だけ", "qps": "no pseudo", "dark": "light only",
            "light": "dark only", "200": "100 % only", "100": "200 % only",
            "contrast": "no high contrast"}  # fmt: skip


def page(pictures: Sequence[Picture], sheets: Sequence[str]) -> str:
    """The gallery as one page with relative links; boxes at the top hide looks."""
    hide = "\n".join(
        f"body:has(#no-{look}:checked) figure[data-look~='{look}'] {{ display: none; }}"
        for look in _CHOICES
    )
    boxes = "".join(
        f'<label><input type="checkbox" id="no-{look}"> {words}</label>'
        for look, words in _CHOICES.items()
    )
    groups = {p.group: [q for q in pictures if q.group == p.group] for p in pictures}
    links = "".join(f'<a href="#{_slug(g)}">{g}</a>' for g in [*groups, "Sheets"])
    body = "\n".join(itertools.chain(*(_section(g, found) for g, found in groups.items())))
    drawn = "\n".join(f'<h3>{s}</h3><a href="{s}.png"><img src="{s}.png" alt="{s}"></a>'
                      for s in sheets)  # fmt: skip
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lowback Tray, in pictures'
        f"</title><style>{_STYLE}{hide}</style><h1>Lowback Tray, in pictures</h1>"
        f'<nav>{boxes}<br>{links}</nav>{body}<section class="sheet" id="sheets"><h2>Sheets</h2>'
        f"{drawn}</section></html>\n"
    )


def _slug(group: str) -> str:
    return group.lower().replace(" ", "-")


def _section(group: str, pictures: Sequence[Picture]) -> Iterator[str]:
    yield f'<section id="{_slug(group)}"><h2>{html.escape(group)}</h2>'
    for picture in pictures:
        yield f'<h3>{picture.name}</h3><div class="row">'
        for look in LOOKS:
            file = f"{picture.name}-{look}.png"
            yield (
                f'<figure data-look="{look.tags}">'
                f'<a href="{file}"><img loading="lazy" src="{file}" alt="{picture.name}"></a>'
                f"<figcaption>{look}</figcaption></figure>"
            )
        yield "</div>"
    yield "</section>"


if __name__ == "__main__":
    sys.exit(main())
