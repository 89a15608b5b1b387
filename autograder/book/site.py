"""Gather what the site is made of, and build it with Sphinx.

The folder that Sphinx reads mirrors the repository: docs/, notebooks/, benchmarks/ and what lies
beside them, so that a link holds in both. Only the front page, docs/index.md, is put at the root.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from nbformat import NotebookNode

import course_lib.engine
from autograder.book import sheets
from autograder.book.lite import build_lite
from autograder.book.page import page
from autograder.book.reference import references
from autograder.building.build import to_bytes
from autograder.course import HOUSE, Course
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

#: Pages that live outside of docs/, and what they show.
BESIDE = ("CONTRIBUTING.md", "benchmarks/README.md", "benchmarks/results.md")
PICTURES = ("benchmarks/results.png", "docs/*.png")
_LACKING = (
    "The site needs packages that are not installed here: run `make site`, or "
    "`pip install -e '.[site]'` first."
)


def make_site(course: Course, progress: Callable[[str], None]) -> Path:
    """Build the site of a course into its folder site/ and return the front page.

    Raises CourseError when a package is missing, or when a notebook or a page is not whole.
    """
    expect_packages()
    runs = references(course, course.assignments, progress)
    target = course.root / "site"
    pages = {name: page(*run) for name, run in sorted(runs.items())}
    build_book(pages, target)
    build_lite(course, list(pages), target / "lite")
    return target / "index.html"


def expect_packages() -> None:
    """Raise CourseError when the packages of the extra "site" are not installed."""
    for name in ("sphinx", "myst_nb", "furo", "jupyterlite_core", "setuptools"):
        if importlib.util.find_spec(name) is None:
            raise CourseError(_LACKING)


def build_book(pages: Mapping[str, NotebookNode], target: Path) -> None:
    """Write the book with these pages of notebooks, by their names, into the folder ``target``.

    The folder is replaced once the book is whole. Raises CourseError with what Sphinx complains of:
    a link that leads nowhere, a formula that cannot be set.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as scratch:
        sources, made = Path(scratch) / "sources", Path(scratch) / "made"
        gather(pages, sources)
        options = ["-qW", "--keep-going", "-c", str(sources / "docs")]
        options += ["-d", str(Path(scratch) / "doctrees")]
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *options, str(sources), str(made)],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode:
            lines = done.stderr.replace(f"{sources}/", "").strip()
            raise CourseError(f"The site was not built. Sphinx says:\n{lines}")
        (made / ".buildinfo").unlink(missing_ok=True)
        shutil.rmtree(made / "_sources", ignore_errors=True)
        # Hosts of pages leave out folders that begin with an underscore, unless they are told.
        (made / ".nojekyll").touch()
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def gather(pages: Mapping[str, NotebookNode], folder: Path) -> None:
    """Write everything that Sphinx reads into a folder."""
    shutil.copytree(HOUSE / "docs", folder / "docs")
    (folder / "index.md").write_bytes((HOUSE / "docs" / "index.md").read_bytes())
    for pattern in (*BESIDE, *PICTURES):
        for path in HOUSE.glob(pattern):
            write_atomically(folder / path.relative_to(HOUSE), path.read_bytes())
    for name, notebook in pages.items():
        write_atomically(folder / "notebooks" / name / f"{name}.ipynb", to_bytes(notebook))
    for name, text in sheets.pages(Course.at(HOUSE), list(pages)).items():
        write_atomically(folder / "docs" / "sheets" / f"{name}.md", text.encode())
    for name, text in engine_pages().items():
        write_atomically(folder / "docs" / "engine" / f"{name}.md", text.encode())


def engine_pages() -> dict[str, str]:
    """Return a page for each file of the engine, made of its docstrings."""
    found = {}
    for module in pkgutil.iter_modules(course_lib.engine.__path__):
        whole = f"course_lib.engine.{module.name}"
        body = f".. automodule:: {whole}\n   :members:\n   :undoc-members:\n"
        found[module.name] = f"# {module.name}\n\n```{{eval-rst}}\n{body}```\n"
    return found
