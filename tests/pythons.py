"""The suite on other Pythons: a fast part of it, in an environment for each.

The environments are ``.venv-3.12`` and the like, kept until pyproject.toml changes. ``lower`` has
the oldest Python with the oldest packages that pyproject.toml allows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.parts import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
MAIN = f"{sys.version_info.major}.{sys.version_info.minor}"
#: What COURSE_REQUIRE may name beside what the tests themselves need.
NAMES = (*(f"python{version}" for version in VERSIONS), "lower")
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "worksteal")
#: What other Pythons run: the engine, the checks, and students' cells in the jail.
#: How a jail starts and ends and what it keeps out is the same in each of them, and the house too.
CELLS = [f"tests/sandbox/test_{name}.py" for name in ("calls", "cells", "channel", "wire")]
BUT = "--ignore=tests/engine/test_benchmarks.py"
FAST = (*PYTEST, "-p", "no:cacheprovider", BUT, "tests/engine", "tests/checks", *CELLS)


class NotRun(Exception):
    """An environment cannot be made here; the text says why."""


@dataclass(frozen=True)
class Environment:
    """One Python with the packages of the course: the newest, or the oldest that are allowed."""

    name: str
    version: str

    @property
    def folder(self) -> Path:
        return ROOT / f".venv-{self.name.removeprefix('python')}"

    @property
    def tests(self) -> tuple[str, ...]:
        """What runs here. Pictures depend on matplotlib: the oldest is tried, not each Python."""
        return FAST if self.name == "lower" else (*FAST, "--ignore=tests/engine/test_explorers.py")

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def make(self) -> None:
        """Make it, unless it is there and as pyproject.toml says; raises NotRun."""
        stamp, asked = self.folder / "installed", ROOT / "pyproject.toml"
        if stamp.exists() and stamp.stat().st_mtime > asked.stat().st_mtime:
            return
        base, uv = find_python(self.version), find_uv()
        if base is None:
            raise NotRun(f"there is no Python {self.version} on PATH or in pyenv")
        if uv is None and self.name == "lower":
            raise NotRun("only uv finds the lower bounds (pip install uv)")
        print(f"Setting up {self.folder.name}; this takes a minute or two, once.", flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        if uv:
            lowest = ("--resolution", "lowest-direct") if self.name == "lower" else ()
            _run(uv, "venv", "--quiet", "--python", base, str(self.folder))
            install = (uv, "pip", "install", "--quiet", "--compile-bytecode", *lowest)
            install += ("--python", str(self.python))
        else:
            _run(base, "-m", "venv", str(self.folder))
            install = (str(self.python), "-m", "pip", "install", "--quiet")
        _run(*install, "-e", ".[lab,instructor,dev]")
        stamp.touch()


def others() -> list[Environment]:
    """Return the environments beside the main one."""
    versions = [Environment(f"python{v}", v) for v in VERSIONS if v != MAIN]
    return [*versions, Environment("lower", VERSIONS[0])]


def find_python(version: str) -> str | None:
    """Return a Python of this version: one on PATH, or pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    kept = sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python")))
    found = [shutil.which(f"python{version}"), *kept]
    return next((path for path in found if path and _says(path, f"Python {version}.")), None)


def find_uv() -> str | None:
    """Return uv, if it is there."""
    uv = shutil.which("uv")
    return uv if uv and _says(uv, "uv ") else None


def _says(command: str, text: str) -> bool:
    """Tell whether a program is what its name says: pyenv has names that lead nowhere."""
    done = subprocess.run([command, "--version"], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.startswith(text)


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise NotRun(f"{' '.join(command[:4])} ... failed: {done.stderr.strip()[-500:]}")
