"""What a machine may lack: the tests that need it are named at the end instead of skipped.

``COURSE_REQUIRE=browser,sandbox`` makes its absence an error, as the project's CI does.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests import pythons

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _has_landlock():
    if sys.platform != "linux":
        return False
    from autograder.sandbox import landlock

    return landlock.version() > 0


def hub_programs():
    """Return node and the hub's proxy; nothing where a hub cannot be started."""
    programs = [shutil.which(name) for name in ("node", "configurable-http-proxy")]
    can = NEEDS["root"][0]() and importlib.util.find_spec("jupyterhub") is not None
    return programs if can and all(programs) else None


NEEDS = {
    "browser": (
        lambda: next(filter(None, map(shutil.which, BROWSERS)), None),
        "Chromium is not installed (Debian and Ubuntu: apt install chromium)",
    ),
    "sandbox": (
        lambda: shutil.which("bwrap"),
        "bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)",
    ),
    "git": (
        lambda: shutil.which("git"),
        "git is not installed (Debian and Ubuntu: apt install git)",
    ),
    "linux": (lambda: sys.platform == "linux", "this system is another one"),
    "root": (
        lambda: hasattr(os, "geteuid") and os.geteuid() == 0,
        "they become other users, which only root can",
    ),
    "groups": (
        lambda: os.access("/sys/fs/cgroup/memory", os.W_OK),
        "control groups of version 1 are not here, or cannot be written to",
    ),
    "torch": (
        lambda: importlib.util.find_spec("torch"),
        "PyTorch is not installed (pip install torch)",
    ),
    "hub": (
        lambda: hub_programs(),
        "they need root, pip install jupyterhub, npm install -g configurable-http-proxy",
    ),
    "landlock": (_has_landlock, "this kernel has no Landlock (Linux 5.13 or newer)"),
}
_left_out = pytest.StashKey[dict[str, str]]()


# The tests are about the course as it is shipped, whatever course.toml chooses.
os.environ["COURSE_TOML"] = os.devnull


def pytest_configure(config):
    missing = {name: why for name, (find, why) in NEEDS.items() if not find()}
    required = set(filter(None, os.environ.get("COURSE_REQUIRE", "").split(",")))
    if unknown := required - {*NEEDS, *pythons.NAMES}:
        known = ", ".join([*NEEDS, *pythons.NAMES])
        raise pytest.UsageError(f"COURSE_REQUIRE names {', '.join(unknown)}; it knows {known}")
    for name in sorted(required & set(missing)):
        raise pytest.UsageError(f"COURSE_REQUIRE asks for {name}, but {missing[name]}")
    config.stash[_left_out] = missing


def pytest_collection_modifyitems(config, items):
    missing = config.stash[_left_out]
    out = [item for item in items if any(item.get_closest_marker(name) for name in missing)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_unconfigure(config):
    if hasattr(config, "workerinput"):
        return
    lines = [
        f"NOT RUN: the {name} tests: {why}" for name, why in config.stash.get(_left_out, {}).items()
    ]
    # ``python -m tests`` says it at the very end, after its table.
    if later := os.environ.get("COURSE_NOT_RUN_FILE"):
        Path(later).write_text("\n".join(lines), encoding="utf-8")
    elif lines:
        print(*lines, sep="\n")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the system's Chromium."""
    return NEEDS["browser"][0]()
