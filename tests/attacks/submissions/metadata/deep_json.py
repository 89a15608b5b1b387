"""A file that is nested a million times."""

POINTS = None


def change(notebook):
    return b"[" * 1_000_000 + b"]" * 1_000_000
