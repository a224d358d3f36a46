"""WHAT YOU SEE: PySide6 widgets that render values of the engine and post events to it."""
