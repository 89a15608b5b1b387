"""What this machine offers, for people: found by trying it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import cgroup, remedy
from .errors import SandboxError
from .sandbox import Confinement, Sandbox

LOOK = """
import numpy, os
def seen(path):
    return os.path.exists(path) and (not os.path.isdir(path) or os.listdir(path) != [])
"""


@dataclass(frozen=True)
class Protection:
    """Whether students' code can be confined here; if not, ``problem`` and ``remedy`` say more.

    ``bubblewrap`` is its version or "". ``control_groups`` tells whether the kernel bounds memory
    and processes of each session together, ``fair`` whether it also shares the processor among
    them. ``seen`` are the private places that a session can see although it must not.
    """

    available: bool
    bubblewrap: str
    root: bool
    control_groups: bool
    problem: str
    remedy: str
    fair: bool = False
    seen: tuple[str, ...] = ()


def protection(private: Collection[Path] = ()) -> Protection:
    """Start a sandbox and a session, and tell how that went, and what of ``private`` is seen."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    elsewhere = remedy.other_system()
    if elsewhere:
        return Protection(False, "", root, False, f"{sys.platform} has no namespaces", elsewhere)
    version = _version()
    problem, cure = "", ""
    seen: tuple[str, ...] = ()
    grouped = fair = False
    try:
        with Sandbox() as sandbox, sandbox.session() as session:
            look = f"{LOOK}found = [path for path in {list(map(str, private))} if seen(path)]"
            result = session.run_cell(look, 30.0)
            if not result.ok:
                problem = f"a session does not work: {result.error_text}"
            else:
                seen = tuple(session.get("found"))
        group = cgroup.create(sandbox.limits)
        if group:
            grouped, fair = True, group.shares_processor()
            group.close()
    except SandboxError as error:
        problem = str(error)
    if problem:
        cure = remedy.allow_namespaces() if version else remedy.install("bubblewrap")
    return Protection(not problem, version, root, grouped, problem, cure, fair, seen)


@cache
def can_confine() -> bool:
    """Tell whether student code can be confined on this machine; it is tried once."""
    return protection().available


def for_our_own() -> Confinement:
    """Return what code runs in that we wrote ourselves: the jail where there is one."""
    return "bubblewrap" if can_confine() else "none"


def _version() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return ""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip().removeprefix("bubblewrap ") or "unknown"
