"""The pictures of README and guide: `python packaging/pictures.py` writes docs/images/*.png.

They are photographs, not drawings: the real program on the virtual desktop of the tests, in
fast time through half a working day, then slowly where a window has to stand still. Language
and colours are changed in the running program, as a person would. Needs what the tests need.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.desktop.virtual import VirtualDesktop  # noqa: E402
from tests.e2e.life import Life  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LOOKS = [(language, theme) for language in ("en", "ja") for theme in ("light", "dark")]
# At 90 a program that takes a second to end and start again has been gone for less than the two
# minutes from which an absence is credited as rest.
FAST, SLOW = 90.0, 2.0
_BEGINS_H = 9  # the program's day starts at this local hour
_MOVES_S = 7.0  # how often the person moves the mouse: long enough a pause for any prompt
_COLOURS = 96
_DAY = ["completed", "stood", "completed"]  # how the first stand-ups are answered
# What they told the self-check, so that its window shows answers.
_PERSON = {"self_check.SC4": "yes", "self_check.SC5": "sometimes", "self_check.SC1": "yes"}

_WINDOWS = (  # name of the picture, the command that opens it, its title in both languages
    ("history", "history-window", "History|履歴"),
    ("why", "why-window", "Why|その理由"),
    ("settings", "settings-window", "Settings|設定"),
    ("self-check", "self-check", "Self-check|セルフチェック"),
    ("library", "library-window", "Library|ライブラリ"),
)

_SETTLE_S = {"settings": 6.0}  # the coming day is thought out bit by bit


def main() -> None:
    """Live through the morning and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with VirtualDesktop(size=(1280, 800)) as desktop:
        began = time.monotonic()
        person = {**_PERSON, "profile.checked_on": f"{datetime.now(UTC):%Y-%m-%d}"}
        morning = Life(desktop, rate=FAST, settings=person, env=_day_at_nine())
        morning.start()
        for answer in _DAY:
            _sit_until(morning, "stand-up")
            _answer(morning, answer)
        _sit_until(morning, None, sitting_min=57)
        morning.end()
        passed = (time.monotonic() - began) * (FAST - 1)
        _slow_down(morning, passed)
        morning.start()
        _sit_until(morning, "stand-up", limit_s=200)
        _take_everywhere(morning, "prompt", "Lowback Tray")
        morning.command("start")
        time.sleep(13)
        _take_everywhere(morning, "guide", "Lowback Tray")
        morning.command("done")
        morning.command("show")  # brings the end page to the front
        desktop.wait_for(lambda: _escaped(morning), what="the end page to close")
        morning.command("show")
        _take_everywhere(morning, "today", ".*(Today|きょう).*")
        for name, command, title in _WINDOWS:
            morning.command(command)
            _take_everywhere(morning, name, f".*({title}).*", settle_s=_SETTLE_S.get(name, 0.7))
        _take_across_the_room(morning)
        morning.crash_free()
        morning.stop()
        _take_first_page(desktop)


def _take_across_the_room(life: Life) -> None:
    life.command("settings", "set", "window.across_room", "always")
    life.command("start", "stand-up")
    time.sleep(6)
    _take_everywhere(life, "across-the-room", "Lowback Tray")
    life.command("done")


def _take_first_page(desktop: VirtualDesktop) -> None:
    """What somebody sees who starts the program for the very first time."""
    newcomer = Life(desktop, settings=None)
    newcomer.start()
    _take_everywhere(newcomer, "first-page", ".*(Welcome|ようこそ).*")
    newcomer.crash_free()
    newcomer.stop()


def _day_at_nine() -> dict[str, str]:
    """A time zone in which it is nine now, so that the pictures show a usual morning."""
    now = time.gmtime()
    minutes = now.tm_hour * 60 + now.tm_min - _BEGINS_H * 60
    sign = "+" if minutes >= 0 else "-"
    return {"TZ": f"XXX{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"}


def _slow_down(life: Life, ahead_s: float) -> None:
    """Go on slowly at the moment that fast time has reached: no jump for the program."""
    origin = time.monotonic() - ahead_s / (SLOW - 1)
    life.env["LOWBACK_TRAY_TIME_RATE"] = f"{SLOW}@{origin}"


def _sit_until(
    life: Life, kind: str | None, *, sitting_min: float = 1e9, limit_s: float = 90
) -> None:
    """Work at the desk, answering posture resets, until a prompt is open."""
    end = time.monotonic() + limit_s
    moved = 0.0
    while time.monotonic() < end:
        status = life.status()
        prompt = status["prompt"]
        if prompt is not None and prompt["kind"] == kind:
            return
        if prompt is not None:
            life.command("start")
        if status["sitting_s"] >= sitting_min * 60:
            return
        if status["guide"] is None and time.monotonic() - moved > _MOVES_S:
            life.desktop.nudge()
            moved = time.monotonic()
        time.sleep(0.05)
    raise SystemExit(f"in vain: {json.dumps(status)}\n{life.log()}")


def _escaped(life: Life) -> bool:
    """Press Escape; whether no window is there after it, looked for twice.

    A window that has just come up lets no key act; and a search that meets a window on its way out
    fails, which looks as if there was none.
    """
    life.desktop.xdotool("key", "Escape")
    for _ in range(2):
        time.sleep(1)
        if life.windows():
            return False
    return True


def _answer(life: Life, answer: str) -> None:
    life.command("done" if answer == "stood" else "start")
    life.until(lambda status: status["guide"] is None)


def _take_everywhere(life: Life, name: str, title: str, settle_s: float = 0.7) -> None:
    for language, theme in LOOKS:
        life.command("settings", "set", "language", language)
        life.command("settings", "set", "appearance.theme", theme)
        time.sleep(settle_s)
        window = life.desktop.wait_for(lambda: life.windows(title), what=name)[-1]
        path = IMAGES / f"{name}-{theme}-{language}.png"
        _small(life.desktop.screenshot(path, window=window))


def _small(path: Path) -> None:
    """Few colours are enough for flat drawings, and a README should load fast."""
    options = ["-strip", "+dither", "-colors", str(_COLOURS), "-define", "png:compression-level=9"]
    subprocess.run(["convert", path, *options, f"PNG8:{path}"], check=True)


if __name__ == "__main__":
    main()
