"""Become an ordinary user, for tests that run as root."""

from pathlib import Path

from autograder.sandbox import tree

ROOT = Path(__file__).parents[1]
NOBODY = "60790"


def as_root(*options: str) -> list[str]:
    """Return what starts a program as root, in a tree that no folder of root's closes to others.

    ``options`` are bubblewrap's.
    """
    inside = tree.layout({str(ROOT): ROOT})
    laid_out = tree.options(inside, tree.links_of(inside))
    return [
        *("bwrap", "--perms", "1777", "--tmpfs", "/tmp", *laid_out),
        *("--bind", "/proc", "/proc", "--dev-bind", "/dev", "/dev", *options),
        *("--perms", "1777", "--tmpfs", "/var/tmp", "--chdir", str(ROOT)),
        *("--setenv", "TMPDIR", "/var/tmp", "--cap-add", "ALL"),
    ]


def as_nobody(*options: str) -> list[str]:
    """Return what starts a program as an ordinary user in the same tree."""
    return [
        *as_root(*options),
        *("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all"),
        *("--bounding-set=-all", "--no-new-privs"),
    ]
