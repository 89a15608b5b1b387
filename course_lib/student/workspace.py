"""Where the notebooks are: the folder of the course, and the names of its notebooks."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.student.errors import CourseError

NAME = re.compile(r"\d\d_[a-z0-9_]+")
#: What may be a student's id: it becomes the name of a folder.
STUDENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")

#: The tag of cells that only a front end needs; the grader leaves them out.
FRONT_END = "front-end"

#: What stands where a written answer belongs.
WRITE_HERE = "Double-click here and write your answer; Shift-Enter shows it."


def names_in(folder: Path, suffix: str) -> list[str]:
    """Return the names NN_topic for which ``folder`` holds NN_topic/NN_topic``suffix``."""
    return sorted(
        p.name
        for p in folder.glob("[0-9][0-9]_*")
        if NAME.fullmatch(p.name) and (p / f"{p.name}{suffix}").is_file()
    )


def find_folder(start: Path | None = None) -> Path:
    """Return the nearest folder, from ``start`` upwards, that holds notebooks of the course.

    Raises CourseError when there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if any(names_in(folder / part, ".ipynb") for part in ("release", "notebooks")):
            return folder
    raise CourseError(
        f"There are no notebooks of the course in {start} or above it. "
        "Change to the folder of the course (the one with the README) and try again."
    )


def resolve(wanted: str, names: Sequence[str]) -> str:
    """Return the one of ``names`` that ``wanted`` means: "02", "02_init" or the path of a file.

    Raises CourseError when there is none, or more than one.
    """
    given = Path(wanted).name
    given = given.removesuffix(".ipynb").removesuffix(".py")
    fits = [n for n in names if n == given] or [n for n in names if given and n.startswith(given)]
    if len(fits) == 1:
        return fits[0]
    problem = f"{wanted!r} fits several notebooks" if fits else f"There is no notebook {wanted!r}"
    known = ", ".join(fits or names) or "none yet"
    raise CourseError(f"{problem}. Choose one of: {known}.")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o644
        os.chmod(name, mode | 0o200)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the notebook at ``path`` as plain values.

    Raises CourseError when there is none or it is not a notebook.
    """
    try:
        notebook = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise CourseError(f"There is no notebook at {path}.") from None
    except (ValueError, RecursionError):
        notebook = None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise CourseError(
            f"{path} is not a notebook that can be read. Open it in JupyterLab, save it, and try "
            "again; if it does not open, take the copy in .ipynb_checkpoints beside it."
        )
    return notebook


def text_of(cell: dict[str, Any]) -> str:
    """Return the source of a cell of a notebook file, which may be one string or a list."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def metadata_of(cell: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a cell of a notebook file, whatever stands there."""
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def marks_of(cell: dict[str, Any]) -> dict[str, Any]:
    """Return nbgrader's metadata of a cell of a notebook file; nothing if it has none."""
    marks = metadata_of(cell).get("nbgrader")
    return marks if isinstance(marks, dict) else {}


def of_front_end(cell: dict[str, Any]) -> bool:
    """Tell whether only a front end needs a cell, as the one that installs the course there."""
    tags = metadata_of(cell).get("tags")
    return isinstance(tags, list) and FRONT_END in tags and not marks_of(cell)
