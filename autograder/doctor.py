"""What this machine offers for grading, and what is missing."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder import sandbox
from autograder.course import EXCHANGE, Course


@dataclass(frozen=True)
class Finding:
    """One thing that grading needs: whether it is there, what was found, and what to do.

    ``warning`` is what can be graded with, but not as it should be.
    """

    name: str
    ok: bool
    found: str
    remedy: str = ""
    warning: bool = False


def examine(course: Course) -> list[Finding]:
    """Try out what grading needs on this machine."""
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    names = ("solutions", "notebooks", "students.csv")
    private = [*(course.root / name for name in names), course.grading, EXCHANGE]
    offered = sandbox.protection(private)
    findings = [Finding("machine", True, machine), _sandbox(offered), _folder(course.grading)]
    if offered.available:
        findings[2:2] = [_files(offered), _memory(offered), _processor(offered)]
    return findings


def _sandbox(offered: sandbox.Protection) -> Finding:
    if not offered.available:
        return Finding("sandbox", False, offered.problem, offered.remedy)
    user = "started as root, dropped to an unprivileged user"
    if not offered.root:
        user = "started by an ordinary user"
    return Finding("sandbox", True, f"bubblewrap {offered.bubblewrap}, {user}")


def _files(offered: sandbox.Protection) -> Finding:
    if offered.seen:
        what = f"student code can see {', '.join(offered.seen)}"
        return Finding("files", False, what, "Make a virtual environment elsewhere.")
    return Finding("files", True, "student code sees the system's libraries and Python alone")


def _memory(offered: sandbox.Protection) -> Finding:
    if offered.control_groups:
        return Finding("memory", True, "bounded by a control group for each submission")
    what = (
        "not bounded by the kernel: the grader looks at each submission 20 times a second and "
        "ends it above its limit, which a burst can pass for a moment"
    )
    return Finding("memory", True, what, sandbox.give_groups(), warning=True)


def _processor(offered: sandbox.Protection) -> Finding:
    if offered.fair:
        return Finding("processor", True, "every submission gets the same share of it")
    what = (
        "not shared fairly: one submission with many processes can slow down the others; limits "
        "count processor time, and who waited too long is run again alone"
    )
    return Finding("processor", True, what, warning=True)


def _folder(grading: Path) -> Finding:
    place = next(p for p in (grading, *grading.parents) if p.exists())
    free = shutil.disk_usage(place).free >> 20
    if not os.access(place, os.W_OK):
        return Finding("folder", False, f"{place} cannot be written", "Change its permissions.")
    if free < 500:
        return Finding("folder", False, f"{free} MB free at {place}", "Free 500 MB for a class.")
    return Finding("folder", True, f"{grading}, {free >> 10} GB free")
