"""The zip that students get: notebooks, course_lib and what sets them up, nothing else.

The notebooks are in release/, never in notebooks/ where students work (``course lab`` copies them),
so unpacking a bundle over an earlier one cannot overwrite anybody's work.
"""

from __future__ import annotations

import io
import json
import re
import time
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from autograder.course import HOUSE, Course
from course_lib.student.workspace import write_atomically

FOLDER = "neural-nets"
_STUDENT = Path(__file__).parent / "student"


def make_bundle(course: Course, assignments: list[str]) -> Path:
    """Write dist/neural-nets-NN-....zip with the released ``assignments`` and return its path."""
    files = {
        f"release/{name}/{name}.ipynb": (
            course.step("release", name) / f"{name}.ipynb"
        ).read_bytes()
        for name in assignments
    }
    library = HOUSE / "course_lib"
    for path in sorted(library.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            files[f"course_lib/{path.relative_to(library).as_posix()}"] = path.read_bytes()
    for name in ("README.md", "Makefile"):
        files[name] = (_STUDENT / name).read_bytes()
    for name in ("LICENSE", "LICENSE-CONTENT"):
        files[name] = (library.parent / name).read_bytes()
    project = tomllib.loads((library.parent / "pyproject.toml").read_text(encoding="utf-8"))
    files["pyproject.toml"] = student_project(project["project"]).encode()
    ours = (library.parent / "environment.yml").read_text(encoding="utf-8")
    files["environment.yml"] = student_environment(project["project"], ours).encode()
    numbers = "-".join(name[:2] for name in assignments)
    target = course.root / "dist" / f"{FOLDER}-{numbers}.zip"
    write_atomically(target, _zip(files))
    return target


def student_project(project: dict[str, Any]) -> str:
    """Return the pyproject.toml of a bundle, made of the table [project] of the repository's."""
    kept = ("name", "version", "description", "license", "requires-python", "dependencies")
    lines = [f"{key} = {json.dumps(project[key], indent=4)}" for key in kept]
    lines.insert(4, 'license-files = ["LICENSE", "LICENSE-CONTENT"]')
    return "\n".join(
        (
            "[build-system]",
            'requires = ["setuptools>=77"]',
            'build-backend = "setuptools.build_meta"',
            "",
            "[project]",
            *lines,
            "",
            "[project.scripts]",
            f"course = {json.dumps(project['scripts']['course'])}",
            "",
            "[tool.setuptools.packages.find]",
            'include = ["course_lib*"]',
            "",
            "[tool.setuptools.package-data]",
            'course_lib = ["py.typed", "explorer/*.js", "student/*.j2", "student/*/*/*.json"]',
            "",
        )
    )


def student_environment(project: dict[str, Any], ours: str) -> str:
    """Return the environment.yml of a bundle: the same packages, from conda-forge.

    ``ours`` is the repository's, which says the newest Python that the suite ran on.
    """
    python = re.findall(r"^  - (python[<>=].*)$", ours, re.MULTILINE)
    packages = [*python, "pip", *project["dependencies"]]
    lines = [f"  - {json.dumps(package)}" for package in packages]
    return "\n".join(
        (
            f"name: {FOLDER}",
            "channels:",
            "  - conda-forge",
            "dependencies:",
            *lines,
            "  - pip:",
            '      - "--editable ."',
            "",
        )
    )


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
