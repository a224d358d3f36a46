"""Run first in the self-contained program: what we start gets the desktop's own surroundings.

The starter points LD_LIBRARY_PATH at the bundle, for this process alone. A browser or a player that
inherited it would load our libraries instead of its own. The loader has read it by now.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

# A second start of the program is a start of its own, not a worker of this process.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
