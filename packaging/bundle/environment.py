"""Run first in the self-contained program, before anything of ours.

**Surroundings.** The starter points LD_LIBRARY_PATH at the bundle, for this process alone. A
browser or a player that inherited it would load our libraries instead of its own. The loader has
read it by now.

**Upgrades.** Modules are read from the program's file when they are first needed, and a package
manager may have put another file in its place meanwhile, with other modules at other places. So the
file is kept open, and read through what was opened: who runs during an upgrade goes on as what was
started.
"""

import os

import pyimod02_importers

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

# A second start of the program is a start of its own, not a worker of this process.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

_archive = pyimod02_importers.pyz_archive
_opened = os.open(_archive._filename, os.O_RDONLY | os.O_CLOEXEC)
_archive._filename = f"/proc/self/fd/{_opened}"
