"""WHAT HAPPENED: the append-only log, and statistics as pure folds over it."""
