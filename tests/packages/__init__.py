"""Packages as people get them: built, looked at, installed, lived in, upgraded, removed.

Minutes, so not a part of `make test`: `make test-packages`.
"""
