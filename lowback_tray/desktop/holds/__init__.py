"""Why the desktop would rather not be interrupted: one source a reason, and the set of them."""
