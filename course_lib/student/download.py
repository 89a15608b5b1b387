"""Hand in from where there is no terminal: a link to the file that `course submit` would make."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from course_lib.student.errors import CourseError
from course_lib.student.signed import NO_ID, remarks, sign
from course_lib.student.workspace import STUDENT_ID, of_front_end, read_notebook

_ELSEWHERE = (
    "This kernel does not see the file of the notebook. Save it, download it (File > Download) and "
    "hand that file in: your platform says whose it is."
)


def offer(name: str, student: str) -> None:
    """Show a link that downloads the notebook ``name``, as it was last saved, signed by an id.

    It is not run again: what the grader would say of code you see at the checks.
    """
    from IPython.display import HTML, display

    student = student.strip()
    path = Path(f"{name}.ipynb")
    try:
        if not student:
            raise CourseError("Write your student id between the quotes, and run this cell again.")
        if not STUDENT_ID.fullmatch(student):
            raise CourseError(NO_ID.format(student=student))
        if not path.is_file():
            raise CourseError(_ELSEWHERE)
        notebook = read_notebook(path)
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        content = signed_without_tools(notebook, name, student, saved)
    except CourseError as error:
        print(error)
        return
    for line in remarks(notebook, {})[1]:
        print(line)
    print(
        f"{name}, last saved {saved.astimezone():%d %B %Y, %H:%M}. If you changed it since, "
        "save it and run this cell again."
    )
    file = f"{name}--{student}.ipynb"
    data = base64.b64encode(content).decode()
    link = f'<a download="{escape(file)}" href="data:application/x-ipynb+json;base64,{data}">'
    display(HTML(f"<p>Hand in this file: {link}{escape(file)}</a></p>"))  # type: ignore[no-untyped-call]


def signed_without_tools(
    notebook: dict[str, Any], name: str, student: str, saved: datetime
) -> bytes:
    """Return the file to hand in, without the cells that only a front end needs."""
    cells = [c for c in notebook["cells"] if isinstance(c, dict)]
    kept = [c for c in cells if not of_front_end(c)]
    return sign({**notebook, "cells": kept}, name, student, saved)
