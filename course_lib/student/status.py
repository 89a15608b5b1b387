"""Print how far a student is in every notebook."""

from __future__ import annotations

import typer

from course_lib.student.errors import CourseError
from course_lib.student.plain import plain
from course_lib.student.summary import Summary, summaries
from course_lib.student.workspace import find_folder

_HEAD = ("notebook", "needs", "checks", "points", "right guesses", "written", "handed in")


def print_status() -> None:
    """Print one line a notebook: checks, points, predictions, written answers, last hand-in.

    What cannot be read is named after the rest, and ends in a CourseError.
    """
    found, problems = summaries(find_folder())
    lines = [_HEAD, *map(_line, found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = zip(line, widths, strict=True)
        typer.echo(plain("  ".join(text.ljust(width) for text, width in cells).rstrip()))
    typer.echo("Points are those of the checks that you ran; the grader tests on other data.")
    if problems:
        raise CourseError("\n".join(problems))


def _line(one: Summary) -> tuple[str, ...]:
    return (
        one.name,
        ", ".join(one.needs),
        f"{one.held} of {one.checks}",
        f"{one.points:g} of {one.most:g}",
        f"{one.right} of {one.predictions}",
        f"{one.answered} of {one.written}",
        one.when or "not yet",
    )
