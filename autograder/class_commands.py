"""The instructor's commands about a class: roster, feedback, reports, exports."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.course import Course
from course_lib.student.errors import CourseError
from course_lib.student.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.sandbox import Confinement

Notebook = Annotated[str, typer.Argument(help="The notebook, such as 02.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]


class Form(StrEnum):
    """How grades are written."""

    TABLE = "table"
    EXERCISES = "exercises"
    CANVAS = "canvas"
    MOODLE = "moodle"


class Platform(StrEnum):
    """A learning platform that takes feedback for many students at once."""

    CANVAS = "canvas"
    MOODLE = "moodle"


#: Seconds between two lines of progress where nobody watches a terminal.
LINE_EVERY = 10.0


@contextmanager
def shown(title: str, total: int) -> Iterator[Callable[..., None]]:
    """Show progress on stderr; the function it gives is called once for each step done.

    On a terminal it is a bar, else a line every ten seconds: counts, failures, rate and time left.
    """
    from course_lib.engine.progress import progress_bar

    count = failures = 0
    start = last = monotonic()
    with progress_bar(total=total, unit="file", passing=True) as bar:

        def advance(done: str, failed: bool = False) -> None:
            nonlocal count, failures, last
            count += 1
            failures += failed
            bar.set_description(f"{title} {plain(done)}", refresh=False)
            if failures:
                bar.set_postfix(failed=failures, refresh=False)
            bar.update()
            now = monotonic()
            if bar.disable and now - last >= LINE_EVERY:
                last = now
                rate = count / (now - start)
                left = max(total - count, 0) / rate
                typer.echo(
                    f"{title}: {count} of {total}, {failures} failed, {rate:.2g} a second, "
                    f"about {left:.0f} s left",
                    err=True,
                )

        bar.set_description(title)
        yield advance


def roster(
    file: Annotated[
        Path | None, typer.Argument(help="An export of a learning platform; it is kept here.")
    ] = None,
    json: Json = False,
) -> None:
    """Say how the list of students is understood, or take a new one."""
    from autograder.results.tables import print_roster
    from autograder.roster import read_roster
    from course_lib.student.workspace import write_atomically

    course = Course.find()
    before = course.roster()
    if file is not None:
        if not file.is_file():
            raise CourseError(f"There is no {file}. Give the file that the platform exported.")
        read_roster(file)
        write_atomically(course.root / "students.csv", file.read_bytes())
    now = course.whole_roster()
    if not now.students:
        raise CourseError(
            f"There is no students.csv in {course.root}. Take your platform's export: "
            "`course roster FILE`."
        )
    if json:
        students = [{**vars(s), "columns": dict(s.columns)} for s in now.students.values()]
        typer.echo(json_module.dumps({"taken": now.taken, "students": students}, indent=1))
    else:
        print_roster(now, before if file else now.students)


def similar(notebook: Notebook, json: Json = False) -> None:
    """List answers that are the same but for names, for a human to judge."""
    from autograder.building.plan import load_plan
    from autograder.results.similar import compare

    course = Course.find()
    plan = load_plan(course, course.assignment(notebook))
    submitted = course.submitted(plan.assignment)
    found, problems = compare(plan, submitted)
    if json:
        same = [vars(one) for one in found]
        typer.echo(json_module.dumps({"same": same, "not_compared": problems}, indent=1))
    else:
        for one in found:
            typer.echo(plain(f"{one.function}: the same in {', '.join(one.who)}"))
        if not found:
            count = len(submitted) - len(problems)
            typer.echo(f"No long answer of {count} submissions is the same as another.")
    for student, problem in problems.items():
        typer.echo(plain(f"Not compared: {student}: {problem}"), err=True)
    if problems:
        raise typer.Exit(1)


def feedback(
    notebook: Notebook,
    pack: Annotated[
        Platform | None, typer.Option("--zip", help="Also one zip as this platform takes it.")
    ] = None,
) -> None:
    """Write the feedback page of every graded student."""
    from autograder.results.feedback import give_feedback
    from autograder.results.parcel import feedback_zip

    course = Course.find()
    assignment = course.assignment(notebook)
    with shown("feedback", len(course.submitted(assignment))) as progress:
        problems = give_feedback(course, assignment, progress)
    typer.echo(f"The pages are {course.grading / 'feedback'}/<student>/{assignment}/*.html")
    if pack is not None:
        path, left_out = feedback_zip(course, assignment, pack)
        typer.echo(f"For {pack.capitalize()}: {path}")
        problems = left_out | problems
    for student, problem in problems.items():
        typer.echo(plain(f"No page for {student}: {problem}"), err=True)
    if problems:
        raise typer.Exit(1)


def explain(
    notebook: Notebook,
    student: Annotated[str, typer.Argument(help="The student's id.")],
) -> None:
    """Say why a student has these points: every property, seed, version and mark by hand."""
    from autograder.results import explain as reasons

    course = Course.find()
    for line in reasons.explain(course, course.assignment(notebook), student):
        typer.echo(plain(line))


def forget(
    student: Annotated[str, typer.Argument(help="The student's id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a student everywhere: files, records, marks, comments and lists."""
    from autograder.grading import forget as removal

    course = Course.find()
    if not yes:
        question = f"Remove all that is known of {student}? Nothing brings it back."
        typer.confirm(plain(question), abort=True)
    for line in removal.forget(course, student):
        typer.echo(plain(f"removed: {line}"))
    typer.echo("Copies that you made of this folder, and the platform's own, are not touched.")


def asked_for(weak: bool, unsafe: bool) -> Confinement | None:
    """Return what is used in the place of the jail, None if nothing was asked for."""
    if weak and unsafe:
        raise CourseError("--weak-jail and --unsafe-no-sandbox exclude each other: use one.")
    return "weak" if weak else "none" if unsafe else None


def gradescope(
    notebook: Notebook,
    weak: Annotated[
        bool, typer.Option("--weak-jail", help="Use the weak jail there if there is no other.")
    ] = False,
    unsafe: Annotated[
        bool,
        typer.Option("--unsafe-no-sandbox", help="Grade there also where code cannot be confined."),
    ] = False,
) -> None:
    """Write the zip with which Gradescope grades a notebook."""
    from autograder.building.plan import load_plan
    from autograder.gradescope.package import make_package

    course = Course.find()
    plan = load_plan(course, course.assignment(notebook))
    package = make_package(course, plan, asked_for(weak, unsafe))
    typer.echo(f"Upload this file as the autograder: {package}")
    typer.echo("It holds the reference answers and this notebook's key: keep it to yourself.")


def report(
    notebook: Annotated[
        str | None, typer.Argument(help="The notebook, such as 02; all graded ones if left out.")
    ] = None,
    json: Json = False,
) -> None:
    """Say what the class understood and what not: one page with plots, misconceptions by name."""
    from autograder.results.report import make_report, values, write_report

    course = Course.find()
    names = course.chosen([notebook] if notebook else None)
    names = [name for name in names if course.submitted(name)]
    if not names:
        raise CourseError("Nothing was handed in yet. Collect the files: `course collect PATH`.")
    with shown("report", len(names)) as progress:
        reports = []
        for name in names:
            reports.append(make_report(course, name))
            progress(name)
    if json:
        typer.echo(json_module.dumps(values(reports), indent=1))
    else:
        typer.echo(f"The report is {write_report(course, reports)}")


def export(
    notebooks: Annotated[
        list[str] | None, typer.Argument(help="Notebooks such as 02; all graded ones if left out.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The CSV file.")] = None,
    form: Annotated[
        Form, typer.Option("--format", help="A long table, points by exercise, or a platform's.")
    ] = Form.TABLE,
    incomplete: Annotated[
        bool, typer.Option(help="Also totals in which written answers are not marked yet.")
    ] = False,
) -> None:
    """Write the grades of the class as CSV, as a platform imports them."""
    from autograder.grading.rows import class_rows
    from autograder.results import export as forms

    course = Course.find()
    names = course.chosen(notebooks)
    if not notebooks:
        names = [name for name in names if course.submitted(name)]
    if not names:
        raise CourseError("Nothing was handed in yet. Collect the files: `course collect PATH`.")
    path = output or course.grading / "grades.csv"
    rows = {name: class_rows(course, name) for name in names}
    if form == Form.TABLE:
        forms.export_csv(rows, path, not incomplete)
    elif form == Form.EXERCISES:
        forms.export_wide(rows, path, not incomplete)
    else:
        write = forms.export_canvas if form == Form.CANVAS else forms.export_moodle
        write(rows, course.whole_roster(), path, not incomplete)
    typer.echo(f"The grades are in {path}")
    unread = sum(bool(row.to_mark) for of_one in rows.values() for row in of_one)
    if unread and not incomplete:
        typer.echo(
            f"{unread} totals are empty: answers are still to mark. --incomplete writes them all "
            "the same.",
            err=True,
        )
