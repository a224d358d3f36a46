"""`python -m lowback_tray`."""

import sys

from lowback_tray.cli import main

sys.exit(main())
