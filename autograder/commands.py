"""The instructor's commands, which join `course` where the autograder is installed."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.course import Course
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.grade import Row

Notebook = Annotated[str, typer.Argument(help="The notebook, such as 02.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]


def register(app: typer.Typer) -> None:
    """Add the instructor's commands to the `course` application."""
    for command in (release, grade):
        app.command()(command)


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on stderr; the function it gives is called once for each step done."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda done: progress.update(task, advance=1, description=f"{title} {done}")


def release(
    notebooks: Annotated[
        list[str] | None, typer.Argument(help="Notebooks such as 02; all when left out.")
    ] = None,
) -> None:
    """Build notebooks/ from solutions/, after checking every notebook."""
    from autograder.release import release_all
    from autograder.tables import print_releases

    course = Course.find()
    names = course.chosen(notebooks)
    with _progress("checking", len(names)) as progress:
        done = release_all(course, names, progress)
    print_releases(done)


def grade(
    notebook: Notebook,
    json: Json = False,
    cell_limit: Annotated[float, typer.Option(help="Seconds for one cell.")] = 60.0,
    limit: Annotated[float, typer.Option(help="Seconds for one submission.")] = 600.0,
) -> None:
    """Grade every submission of a notebook."""
    from autograder.execute import Limits
    from autograder.grade import grade_class, numbers

    course = Course.find()
    assignment = course.assignment(notebook)
    submitted = course.submitted(assignment)
    if not submitted:
        raise CourseError(
            f"Nobody has handed in {assignment} in {course.grading / 'submitted'}. "
            "Collect the files first: `course collect PATH`."
        )
    with _progress(assignment, len(submitted)) as progress:
        rows = grade_class(course, assignment, Limits(cell_limit, limit), progress=progress)
    _show(rows, assignment, course, json and numbers({assignment: rows}))
    if any(row.state == "failed" for row in rows):
        raise typer.Exit(1)


def _show(rows: list[Row], assignment: str, course: Course, numbers: object) -> None:
    if numbers:
        typer.echo(json_module.dumps(numbers, indent=1))
        return
    from autograder.tables import print_class

    print_class(rows, assignment)
