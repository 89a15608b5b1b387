"""The instructor's commands, which join `course` where the autograder is installed."""

from __future__ import annotations

import json as json_module
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from autograder.class_commands import (
    Json,
    Notebook,
    asked_for,
    explain,
    export,
    feedback,
    forget,
    gradescope,
    report,
    roster,
    shown,
    similar,
)
from autograder.course import Course
from autograder.elsewhere import gather, lend, print_shard
from course_lib.student.errors import CourseError
from course_lib.student.plain import plain


def register(app: typer.Typer) -> None:
    """Add the instructor's commands to the `course` application."""
    first = (release, check, roster, collect, grade, lend, gather, rebuild, similar, feedback)
    for command in (*first, report, export, explain, forget, gradescope, bank, site, demo, doctor):
        app.command()(command)


def release(
    notebooks: Annotated[
        list[str] | None, typer.Argument(help="Notebooks such as 02; all when left out.")
    ] = None,
    bundle: Annotated[
        bool, typer.Option("--bundle", help="Also write the zip for students.")
    ] = False,
    public: Annotated[
        Path | None,
        typer.Option(help="With --bundle: a folder to push as a public repository, for Colab."),
    ] = None,
) -> None:
    """Build notebooks/ from solutions/, after checking every notebook."""
    from autograder.release.bundle import make_bundle
    from autograder.release.notebooks import release_all
    from autograder.release.public import UNKNOWN, make_public
    from autograder.results.tables import print_releases

    if public and not bundle:
        raise CourseError("--public writes what the bundle holds: say --bundle too.")
    course = Course.find()
    names = course.chosen(notebooks)
    for name in () if notebooks else course.strangers():
        typer.echo(
            f"Left out: solutions/{name} is no notebook. It needs a name such as 11_topic, of "
            f"small letters, digits and _, and a file {name}.py in it.",
            err=True,
        )
    with shown("checking", len(names)) as progress:
        done = release_all(course, names, progress)
    print_releases(done)
    for one in done:
        for warning in one.warnings:
            typer.echo(f"Warning, {one.assignment}: {warning}.", err=True)
    if bundle:
        typer.echo(f"Hand out this file: {make_bundle(course, names)}")
    if public:
        place = make_public(course, names, public)
        typer.echo(f"Push this folder as a public repository: {public}")
        if place == UNKNOWN:
            typer.echo(
                f"Its links say {place} so far. Clone the public repository from GitHub into this "
                "folder and run this again, and they name it."
            )


def check(
    what: Annotated[
        str | None,
        typer.Argument(help="A notebook such as 05, or an exercise: 05/adam.", show_default=False),
    ] = None,
    seeds: Annotated[
        bool,
        typer.Option("--seeds", help="Try what the notebook claims with other seeds; all if none."),
    ] = False,
) -> None:
    """Check a notebook or one exercise while you edit it: source, cells, answers, hints."""
    from autograder.proving import exercise_check

    course = Course.find()
    if seeds:
        _check_seeds(course, course.chosen([what] if what else None))
        return
    if what is None:
        raise CourseError("Name a notebook such as 05, or an exercise such as 05/adam.")
    notebook, exercise = exercise_check.find(course, what)
    wrong = 0
    for part in exercise_check.check(course, notebook, exercise, partial(shown, what)):
        wrong += len(part.problems)
        state = f"{len(part.problems)} to correct" if part.problems else "ok"
        typer.echo(f"{part.title:>10}  {state}  ({part.found})")
        for line in part.problems:
            typer.echo(f"            {line}")
        for line in part.notes:
            typer.echo(f"            note: {line}")
    if wrong:
        raise typer.Exit(1)


def _check_seeds(course: Course, notebooks: list[str]) -> None:
    """Print what stands and what does not when all seeds of the notebooks are moved."""
    from autograder.proving.claims import OFFSETS, try_claims

    contradicted = 0
    for name in notebooks:
        with shown(name, len(OFFSETS)) as progress:
            tried = try_claims(course.source(name), progress)
        wrong = [one for one in tried if not one.stands]
        contradicted += len(wrong)
        typer.echo(f"{name}: {len(tried)} claims with offsets {', '.join(map(str, OFFSETS))}")
        for one in tried:
            mark = "stands" if one.stands else "CONTRADICTED"
            typer.echo(f"  {mark}  {one.cell}: {one.sentence}  ({one.seen})")
    if contradicted:
        raise CourseError(
            f"{contradicted} claims do not stand. Say less, or let the run say it (tell, compare)."
        )


def collect(
    path: Annotated[Path, typer.Argument(help="A folder, or the zip of a learning platform.")],
    json: Json = False,
) -> None:
    """Take the newest file of each student from what was handed in."""
    from autograder.grading.collect import collect as take
    from autograder.grading.grade import enter
    from autograder.results.tables import print_collected

    course = Course.find()
    done = take(course, path)
    for problem in enter(course, {one.assignment for one in done if one.state == "collected"}):
        typer.echo(problem, err=True)
    if json:
        typer.echo(json_module.dumps([vars(one) for one in done], indent=1))
    else:
        print_collected(done)
    if any(one.state in ("failed", "unmatched") for one in done):
        raise typer.Exit(1)


def grade(
    notebook: Notebook,
    json: Json = False,
    cell_limit: Annotated[float, typer.Option(help="Processor seconds for one cell.")] = 60.0,
    limit: Annotated[float, typer.Option(help="Processor seconds for one submission.")] = 600.0,
    again: Annotated[bool, typer.Option("--all", help="Also what is marked already.")] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Only what was handed in since, whatever checks changed.")
    ] = False,
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only this one; may be repeated.")
    ] = None,
    section: Annotated[str, typer.Option(help="Only this section of the roster.")] = "",
    full: Annotated[bool, typer.Option("--full", help="Print a long class whole.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes at once; by cores and free memory.")
    ] = None,
    scheduler: Annotated[
        str, typer.Option(help="A Dask cluster's, such as tcp://host:8786, in place of processes.")
    ] = "",
    shard: Annotated[
        str, typer.Option(help="A part of the class, such as 2/8, into the journal alone.")
    ] = "",
    unsafe: Annotated[
        bool,
        typer.Option("--unsafe-no-sandbox", help="Run student code unconfined, and record that."),
    ] = False,
    weak: Annotated[
        bool,
        typer.Option("--weak-jail", help="Use the jail without namespaces, which holds less."),
    ] = False,
) -> None:
    """Grade what is not graded yet with today's checks: all, or a part of the class."""
    from autograder.grading.grade import Choice, Stopped, chosen, grade_assignments, grade_shard
    from autograder.grading.rows import summary
    from autograder.grading.shard import read_shard
    from autograder.results.tables import print_class
    from autograder.running.execute import Limits

    course = Course.find()
    assignment = course.assignment(notebook)
    submitted = course.submitted(assignment)
    if not submitted:
        raise CourseError(
            f"Nobody has handed in {assignment} in {course.grading / 'submitted'}. "
            "Collect the files first: `course collect PATH`."
        )
    if again and new:
        raise CourseError("--all and --new say opposite things: use one of them.")
    limits = Limits(cell_limit, limit, protection=asked_for(weak, unsafe) or "bubblewrap")
    choice = Choice(again, new, tuple(student or ()), section, read_shard(shard))
    if scheduler and (shard or workers):
        raise CourseError("A cluster has its own workers: leave out --shard and --workers.")
    total = len(chosen(course, assignment, choice))
    try:
        with shown(assignment, total) as progress:
            if choice.shard:
                failed = grade_shard(course, assignment, limits, progress, choice, workers)
            else:
                rows = grade_assignments(
                    course, [assignment], limits, progress, choice, workers, scheduler
                )
    except Stopped as stopped:
        typer.echo(str(stopped), err=True)
        raise typer.Exit(130) from None
    if choice.shard:
        print_shard(shard, total, failed)
    elif json:
        typer.echo(json_module.dumps(summary(rows), indent=1))
    else:
        print_class(rows[assignment], assignment, full)
    if failed if choice.shard else any(row.state == "failed" for row in rows[assignment]):
        raise typer.Exit(1)


def rebuild() -> None:
    """Make the gradebook anew from the results and the marks given by hand."""
    from autograder.grading.rebuild import rebuild as make_anew

    course = Course.find()
    with shown("rebuilding", len(list(course.grading.glob("results/*/*.json")))) as progress:
        made = make_anew(course, progress)
    typer.echo(
        f"The gradebook holds {made.submissions} submissions and {made.marks} marks by hand, "
        f"as they were at {made.copied_at or 'no time: none was copied'}."
    )
    if made.kept:
        typer.echo(f"The one before is kept: {made.kept}")
    for who, problem in made.problems.items():
        typer.echo(plain(f"Not in it: {who}: {problem}"), err=True)
    if made.problems:
        raise typer.Exit(1)


def bank(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Notebooks or exercises, such as 02 or 00/relu; all when left out."),
    ] = None,
    json: Json = False,
    mutants: Annotated[bool, typer.Option(help="Also run the machine-made wrong answers.")] = True,
    page: Annotated[
        bool, typer.Option("--page", help="Also write the notebooks' rows of docs/bank.md.")
    ] = False,
    texts: Annotated[
        bool,
        typer.Option("--texts", help="Also write what each wrong answer shows first."),
    ] = False,
) -> None:
    """Prove the checks: run every accepted and wrong answer of the bank through them."""
    from autograder.proving import first_texts
    from autograder.proving.bank import notebooks
    from autograder.proving.page import row, update
    from autograder.proving.prove import chosen, prove
    from autograder.proving.report import as_json, joined, print_proof
    from autograder.proving.sentences import unshown

    targets = chosen(names)
    if page and not mutants:
        raise CourseError("--page counts the mutants too: leave out --no-mutants.")
    if page and any(exercise for _, exercise in targets):
        raise CourseError("--page counts whole notebooks: name notebooks, not exercises.")
    if texts and any(exercise for _, exercise in targets):
        raise CourseError("--texts writes whole notebooks: name notebooks, not exercises.")
    proofs, silent = {}, []
    for notebook, exercise in targets:
        bar = partial(shown, notebook)
        proof = prove(notebook, exercise, with_mutants=mutants, bar=bar)
        proofs[f"{notebook}/{exercise or ''}"] = proof
        silent += unshown(notebook, exercise, proof.verdicts)
        if texts:
            for line in first_texts.update(notebook, proof.verdicts).splitlines():
                typer.echo(plain(line), err=json)
        if page and not (proof.failures or proof.lacking):
            update({notebook: row(notebook, proof.totals())}, notebooks())
    whole = joined(proofs)
    if json:
        typer.echo(json_module.dumps(as_json(whole, silent), indent=1))
    else:
        print_proof(whole, silent)
    if whole.failures or whole.lacking:
        raise typer.Exit(1)


def site() -> None:
    """Build the site: the notebooks as pages with all figures, and the guides."""
    from autograder.book.site import make_site

    course = Course.find()
    with shown("running the reference", len(course.chosen(None))) as progress:
        front = make_site(course, progress)
    typer.echo(f"Open this file in a browser: {front}")


def demo(json: Json = False) -> None:
    """Grade a simulated class in every notebook there is."""
    from autograder.demo import STUDENTS, run_demo
    from autograder.grading.rows import summary
    from autograder.results.tables import print_overview

    course = Course.find()
    with shown("demo", 2 * len(STUDENTS) * len(course.chosen(None))) as progress:
        simulated, rows = run_demo(course, progress)
    if json:
        typer.echo(json_module.dumps(summary(rows), indent=1))
        return
    print_overview(rows, STUDENTS)
    folder = simulated.grading
    typer.echo(
        "\nA check has several properties, and each is a share of its points: an answer with one\n"
        "slip keeps what still holds. x is a file that could not be graded, which is no zero."
    )
    typer.echo(f"Feedback pages: {folder / 'feedback'}/<student>/<notebook>/*.html")
    typer.echo(f"Grades as CSV:  {folder / 'grades.csv'}")
    typer.echo(f"What they handed in: {folder / 'submitted'}")


def doctor(json: Json = False) -> None:
    """Say what protection this machine offers for grading, and what is missing."""
    from autograder.doctor import examine

    findings = examine(Course.find())
    if json:
        typer.echo(json_module.dumps([vars(one) for one in findings], indent=1))
    else:
        for one in findings:
            state = "WARNING" if one.warning else "ok     " if one.ok else "MISSING"
            typer.echo(f"{state} {one.name}: {one.found}")
            if one.remedy:
                typer.echo(f"        {one.remedy}")
    if not all(one.ok for one in findings):
        raise typer.Exit(1)
