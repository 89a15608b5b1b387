"""What this machine offers, for people: found by trying it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache

from . import cgroup, remedy
from .errors import SandboxError
from .limits import SessionLimits
from .sandbox import Sandbox


@dataclass(frozen=True)
class Protection:
    """Whether students' code can be confined here; if not, ``problem`` and ``remedy`` say more.

    ``control_groups`` is an addition that only root gets; ``bubblewrap`` is its version or "".
    """

    available: bool
    bubblewrap: str
    root: bool
    control_groups: bool
    problem: str
    remedy: str


def protection() -> Protection:
    """Start a sandbox and a session, and tell how that went."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    elsewhere = remedy.other_system()
    if elsewhere:
        return Protection(False, "", root, False, f"{sys.platform} has no namespaces", elsewhere)
    version = _version()
    group = cgroup.create(SessionLimits())
    if group:
        group.close()
    problem, cure = "", ""
    try:
        with Sandbox() as sandbox, sandbox.session() as session:
            result = session.run_cell("import numpy", 30.0)
            if not result.ok:
                problem = f"a session does not work: {result.error_text}"
    except SandboxError as error:
        problem = str(error)
    if problem:
        cure = remedy.allow_namespaces() if version else remedy.install("bubblewrap")
    return Protection(not problem, version, root, group is not None, problem, cure)


@cache
def can_confine() -> bool:
    """Tell whether student code can be confined on this machine; it is tried once."""
    return protection().available


def _version() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return ""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip().removeprefix("bubblewrap ") or "unknown"
