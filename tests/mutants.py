"""`make mutants`: break every rule of the engine on purpose, and see that something notices.

The rules and how one is broken are in `tests/scenarios/mutants.py`, the hunt in `hunting.py`.
"""

from __future__ import annotations

import sys

from tests.scenarios.hunting import caught_by
from tests.scenarios.mutants import MUTANTS


def main() -> int:
    """Hunt all of them; 0 when all are caught."""
    escaped = 0
    for mutant in MUTANTS:
        noticed = caught_by(mutant)
        escaped += noticed is None
        sys.stdout.write(f"{mutant.breaks:55} {noticed or 'ESCAPED'}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(MUTANTS)} mutants, {escaped} escaped\n")
    return 1 if escaped else 0


if __name__ == "__main__":
    raise SystemExit(main())
