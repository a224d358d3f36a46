"""Ten thousand random days and more, against the promises: `make soak`, or by hand:

    python -m tests.soak --days 10000 --seed 1000000

Every life has a seed of its own and lasts a month, so that states grow old, settings change many
times and the log gets long. The first broken promise ends it, with the words that live it again.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time

from tests.scenarios.living import BrokenPromise, live

_LIFE_DAYS = 30.0
_TELL_S = 10.0


def main(arguments: list[str] | None = None) -> int:
    """Live; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--days", type=float, default=10_000.0, help="days in all")
    parser.add_argument("--seed", type=int, default=1_000_000, help="of the first life")
    parser.add_argument("--lives", type=int, help="in how many lives; else a month each")
    chosen = parser.parse_args(arguments)
    lives = chosen.lives or max(1, round(chosen.days / _LIFE_DAYS))
    each = chosen.days / lives
    logging.disable(logging.WARNING)  # windows that fail are a part of these lives
    begun = told = time.monotonic()
    records = 0
    for number in range(lives):
        try:
            records += len(live(chosen.seed + number, each).desk.journal.records)
        except BrokenPromise as broken:
            sys.stderr.write(f"{broken}\n")
            return 1
        if time.monotonic() - told >= _TELL_S:
            told = time.monotonic()
            _say(f"{(number + 1) * each:8.0f} days, {records} records")
    took = time.monotonic() - begun
    _say(
        f"{chosen.days:.0f} days kept every promise: {lives} lives, {records} records, {took:.0f} s"
    )
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
