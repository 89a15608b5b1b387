"""The instructor's commands about grading in more than one place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from autograder.course import Course
from course_lib.student.plain import plain


def print_shard(shard: str, total: int, failed: Mapping[str, str]) -> None:
    """Say what became of a part of a class."""
    typer.echo(f"Shard {shard}: {total} submissions, {len(failed)} failed.")
    for student, reason in failed.items():
        typer.echo(plain(f"failed: {student}: {reason}"), err=True)
    typer.echo("When all shards are done, `course grade` brings them into the gradebook; where the")
    typer.echo("folders are on different machines, `course gather DIR` does.")


def lend(
    notebook: Annotated[str, typer.Argument(help="The notebook, such as 02.")],
    folder: Annotated[Path, typer.Argument(help="A new folder; it becomes grading/ elsewhere.")],
    section: Annotated[str, typer.Option(help="Only this section of the roster.")] = "",
) -> None:
    """Write a folder from which another machine or person can grade a notebook."""
    from autograder.grading import lend as lending
    from autograder.grading.grade import Choice, chosen, prepare

    course = Course.find()
    plan = prepare(course, course.assignment(notebook))
    students = [s for _, s in chosen(course, plan.assignment, Choice(section=section))]
    lending.lend(course, plan, students, folder)
    typer.echo(
        f"{len(students)} submissions are in {folder}. Send it over a safe channel: it holds the "
        f"key of {plan.assignment}. It becomes the folder grading/ of a clone of this repository; "
        "`course gather` takes it back."
    )


def gather(
    folders: Annotated[list[Path], typer.Argument(help="Folders like grading/, of other places.")],
) -> None:
    """Bring in what was graded and marked elsewhere; where two marks differ, say so."""
    from autograder.grading import gather as gathering

    course = Course.find()
    conflicts, problems = [], []
    for folder in folders:
        done = gathering.gather(course, folder)
        typer.echo(f"{folder}: {done.records} results and {done.marks} marks by hand are new here.")
        conflicts += done.conflicts
        problems += done.problems
    for line in problems:
        typer.echo(plain(f"Not taken: {line}"), err=True)
    for line in conflicts:
        typer.echo(plain(f"Two marks: {line}"), err=True)
    if conflicts:
        typer.echo("Agree on them, and enter what you agreed on in formgrader.", err=True)
    if conflicts or problems:
        raise typer.Exit(1)
