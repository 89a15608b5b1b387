"""A folder to push as a public repository: Binder, Colab and Kaggle open its notebooks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from autograder.course import Course
from autograder.release.front_ends import for_front_ends
from autograder.release.package import STUDENT, package_files
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

#: Stands where nobody has said yet where the folder will be pushed.
UNKNOWN = "OWNER/REPOSITORY"
#: What this command writes; anything else in the folder is somebody's own.
_OURS = ("notebooks", "course_lib", ".binder")
_BADGES = """\
| notebook | Colab | Kaggle | Binder |
|---|---|---|---|
"""
_COLAB = "https://colab.research.google.com/github/{place}/blob/{branch}/{path}"
_KAGGLE = "https://kaggle.com/kernels/welcome?src=https://github.com/{place}/blob/{branch}/{path}"
_BINDER = "https://mybinder.org/v2/gh/{place}/{branch}?urlpath=lab/tree/{path}"


def make_public(course: Course, assignments: list[str], folder: Path) -> str:
    """Write the public folder with the released ``assignments``; return the place it is made for.

    The place is OWNER/NAME of the folder's remote "origin" on GitHub, or :data:`UNKNOWN`. Files of
    earlier releases that are no longer part of it are removed; others are left alone. Raises
    CourseError when the folder is within the course's own repository.
    """
    folder = folder.resolve()
    if folder == course.root or course.root in folder.parents:
        raise CourseError(
            f"{folder} lies in this repository, which holds the solutions and stays private. "
            "Choose a folder outside of it, such as ../neural-nets-public."
        )
    place, branch = _remote(folder)
    package = f"git+https://github.com/{place}@{branch}"
    files = package_files()
    for name in assignments:
        path = f"notebooks/{name}/{name}.ipynb"
        files[path] = for_front_ends(course, name, package)
    files["README.md"] = readme(assignments, place, branch).encode()
    files["Makefile"] = (STUDENT / "Makefile").read_bytes()
    files[".gitignore"] = b".venv/\n__pycache__/\n.ipynb_checkpoints/\n.student-id\nsubmissions/\n"
    files[".binder/requirements.txt"] = b"--editable .[lab]\n"
    files[".binder/runtime.txt"] = b"python-3.12\n"
    for name, content in files.items():
        write_atomically(folder / name, content)
    for ours in _OURS:
        for old in (folder / ours).rglob("*"):
            if old.is_file() and old.relative_to(folder).as_posix() not in files:
                old.unlink()
    return place


def readme(assignments: list[str], place: str, branch: str) -> str:
    """Return the README of the public folder, with a line of badges for each notebook."""
    text = (STUDENT / "README.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n\n")
    rows = []
    for name in assignments:
        where = {"place": place, "branch": branch, "path": f"notebooks/{name}/{name}.ipynb"}
        doors = [f"[open]({door.format(**where)})" for door in (_COLAB, _KAGGLE, _BINDER)]
        rows.append(f"| [{name}]({where['path']}) | {' | '.join(doors)} |\n")
    return f"{title}\n\n## Open a notebook\n\n{_BADGES}{''.join(rows)}\n{rest}"


def _remote(folder: Path) -> tuple[str, str]:
    """Return OWNER/NAME of a clone's remote on GitHub, and its branch."""
    address = _git(folder, "remote", "get-url", "origin")
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", address)
    branch = _git(folder, "symbolic-ref", "--short", "HEAD")
    return (found[1], branch or "main") if found else (UNKNOWN, "main")


def _git(folder: Path, *arguments: str) -> str:
    """Return what git says of a folder that is a repository of its own; "" if it is none."""
    if not (folder / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, encoding="utf-8"
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
