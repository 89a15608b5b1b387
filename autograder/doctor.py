"""What this machine offers for grading, and what is missing."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder import sandbox
from autograder.course import Course


@dataclass(frozen=True)
class Finding:
    """One thing that grading needs: whether it is there, what was found, and what to do."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


def examine(course: Course) -> list[Finding]:
    """Try out what grading needs on this machine."""
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    offered = sandbox.protection()
    findings = [Finding("machine", True, machine), _sandbox(offered), _folder(course.grading)]
    if offered.available:
        findings.insert(2, _memory(offered))
    return findings


def _sandbox(offered: sandbox.Protection) -> Finding:
    if not offered.available:
        return Finding("sandbox", False, offered.problem, offered.remedy)
    user = "started as root, dropped to an unprivileged user"
    if not offered.root:
        user = "started by an ordinary user"
    return Finding("sandbox", True, f"bubblewrap {offered.bubblewrap}, {user}")


def _memory(offered: sandbox.Protection) -> Finding:
    if offered.control_groups:
        return Finding("memory", True, "bounded by a control group for each submission")
    return Finding("memory", True, "bounded by process limits, and watched by the grader")


def _folder(grading: Path) -> Finding:
    place = next(p for p in (grading, *grading.parents) if p.exists())
    free = shutil.disk_usage(place).free >> 20
    if not os.access(place, os.W_OK):
        return Finding("folder", False, f"{place} cannot be written", "Change its permissions.")
    if free < 500:
        return Finding("folder", False, f"{free} MB free at {place}", "Free 500 MB for a class.")
    return Finding("folder", True, f"{grading}, {free >> 10} GB free")
