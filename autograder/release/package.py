"""The package that students install: course_lib and the files that set it up."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from autograder.course import HOUSE

FOLDER = "neural-nets"
STUDENT = Path(__file__).parent / "student"


def package_files() -> dict[str, bytes]:
    """Return the files of the student's package by their places in its folder."""
    files = {}
    library = HOUSE / "course_lib"
    for path in sorted(library.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            files[f"course_lib/{path.relative_to(library).as_posix()}"] = path.read_bytes()
    for name in ("LICENSE", "LICENSE-CONTENT"):
        files[name] = (HOUSE / name).read_bytes()
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    ours = (HOUSE / "environment.yml").read_text(encoding="utf-8")
    files["pyproject.toml"] = student_project(project).encode()
    files["environment.yml"] = student_environment(project["project"], ours).encode()
    return files


def student_project(whole: dict[str, Any]) -> str:
    """Return the pyproject.toml of the student's package, made of the repository's."""
    project = whole["project"]
    kept = ("name", "version", "description", "license", "requires-python", "dependencies")
    lines = [f"{key} = {json.dumps(project[key], indent=4)}" for key in kept]
    lines.insert(4, 'license-files = ["LICENSE", "LICENSE-CONTENT"]')
    data = whole["tool"]["setuptools"]["package-data"]["course_lib"]
    return "\n".join(
        (
            "[build-system]",
            'requires = ["setuptools>=77"]',
            'build-backend = "setuptools.build_meta"',
            "",
            "[project]",
            *lines,
            "",
            "[project.optional-dependencies]",
            f"lab = {json.dumps(project['optional-dependencies']['lab'], indent=4)}",
            "",
            "[project.scripts]",
            f"course = {json.dumps(project['scripts']['course'])}",
            "",
            "[tool.setuptools.packages.find]",
            'include = ["course_lib*"]',
            "",
            "[tool.setuptools.package-data]",
            f"course_lib = {json.dumps(data)}",
            "",
        )
    )


def student_environment(project: dict[str, Any], ours: str) -> str:
    """Return the environment.yml of the student's package: the same packages, from conda-forge.

    ``ours`` is the repository's, which says the newest Python that the suite ran on.
    """
    python = re.findall(r"^  - (python[<>=].*)$", ours, re.MULTILINE)
    packages = [*python, "pip", *project["dependencies"], *project["optional-dependencies"]["lab"]]
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
