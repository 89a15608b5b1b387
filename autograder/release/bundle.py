"""The zip that students get: notebooks, course_lib and what sets them up, nothing else.

The notebooks are in release/, never in notebooks/ where students work (``course lab`` copies them),
so unpacking a bundle over an earlier one cannot overwrite anybody's work.
"""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

from autograder.course import Course
from autograder.release.package import FOLDER, STUDENT, package_files
from course_lib.student.workspace import write_atomically


def make_bundle(course: Course, assignments: list[str]) -> Path:
    """Write dist/neural-nets-NN-....zip with the released ``assignments`` and return its path."""
    files = {
        f"release/{name}/{name}.ipynb": (
            course.step("release", name) / f"{name}.ipynb"
        ).read_bytes()
        for name in assignments
    }
    files |= package_files()
    for name in ("README.md", "Makefile"):
        files[name] = (STUDENT / name).read_bytes()
    numbers = "-".join(name[:2] for name in assignments)
    target = course.root / "dist" / f"{FOLDER}-{numbers}.zip"
    write_atomically(target, _zip(files))
    return target


def _zip(files: dict[str, bytes]) -> bytes:
    """Return an archive of ``files`` below one folder.

    The members carry the present time: Python would take the compiled form of an older module of
    the same size and time for the new one.
    """
    now = time.localtime()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(f"{FOLDER}/{name}", now)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()
