"""Grade a class: run what is not in the journal, and bring every result into the gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import Any, Protocol

from autograder.building.build import generate, make_release, write_source
from autograder.building.choices import Choices, read_choices
from autograder.building.plan import Plan, load_plan, make_plan
from autograder.building.source import build_source, release_id
from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.call import Choice, Grading
from autograder.grading.groups import share
from autograder.grading.journal import read_record
from autograder.grading.lend import check_lent
from autograder.grading.lock import only_grader
from autograder.grading.rows import Row, class_rows
from autograder.running.execute import Limits
from autograder.running.workers import Workers, best_count, local_workers
from course_lib.student.errors import CourseError

__all__ = ("Choice", "enter", "grade_assignments", "grade_shard", "prepare")


class Progress(Protocol):
    """Is told of every submission that is done, and whether it failed."""

    def __call__(self, done: str, failed: bool = False) -> None: ...


class Stopped(CourseError):
    """Somebody pressed Ctrl-C; the message says what is done and what is left."""


def prepare(course: Course, assignment: str) -> Plan:
    """Build an assignment for grading, enter it into the gradebook and return its plan.

    When both have been done with the present source, nothing is done again.
    """
    with suppress(CourseError):
        plan = load_plan(course, assignment)
        text = course.source(assignment).read_text(encoding="utf-8")
        choices = read_choices(course).get(assignment, Choices())
        if plan.release == release_id(text, choices) and gradebook.knows(course, assignment):
            return plan
    source = build_source(course, assignment)
    plan = make_plan(assignment, source, make_release(course, assignment, source))
    restore = gradebook.make_room(course, plan)
    write_source(course, assignment, source)
    generate(course, assignment, database=True)
    restore()
    return load_plan(course, assignment)


def enter(course: Course, assignments: Iterable[str]) -> Iterator[str]:
    """Make formgrader know notebooks that were collected for the first time; yield what fails.

    Its button Autograde needs the notebook's cells in the gradebook. What is there stays as it is.
    """
    for assignment in sorted(assignments):
        try:
            if not gradebook.knows(course, assignment):
                prepare(course, assignment)
        except CourseError as error:
            yield f"{assignment} is not in the gradebook yet: {error}"


def grade_assignments(
    course: Course,
    assignments: list[str],
    limits: Limits | None = None,
    progress: Progress = lambda done, failed=False: None,
    choice: Choice | None = None,
    workers: int | None = None,
    scheduler: str = "",
) -> dict[str, list[Row]]:
    """Grade submissions of some assignments; return the rows of each, one a student.

    Submissions run in several processes at once, or on the cluster of a ``scheduler``; only this
    process writes. One submission never stops the others. Raises CourseError when nothing can be
    graded, Stopped after Ctrl-C.
    """
    plans = [prepare(course, assignment) for assignment in assignments]
    for plan in plans:
        check_lent(course, plan)
        # A group that was written down after its file was collected.
        share(course, [(student, plan.assignment) for student in course.submitted(plan.assignment)])
    gradebook.save_students(course, course.roster())
    tasks = [task for plan in plans for task in chosen(course, plan.assignment, choice or Choice())]
    with ExitStack() as stack:
        for plan in plans:
            stack.enter_context(only_grader(course, plan.assignment))
        book = stack.enter_context(gradebook.open_gradebook(course))
        crew = _crew(stack, workers, scheduler)
        grading = Grading(course, plans, limits or Limits(), choice or Choice(), crew, book)
        _run(grading, tasks, progress)
    rows = {assignment: class_rows(course, assignment) for assignment in assignments}
    return {
        assignment: [_told(grading, assignment, row) for row in of_one]
        for assignment, of_one in rows.items()
    }


def grade_shard(
    course: Course,
    assignment: str,
    limits: Limits,
    progress: Progress,
    choice: Choice,
    workers: int | None = None,
) -> dict[str, str]:
    """Write a part of a class into the journal alone; return who failed, with the reason.

    Any number of shards may share one folder: none of them opens the gradebook or writes what
    another one does. ``grade_assignments`` or ``gather`` brings the records into the gradebook.
    """
    plan = plan_alone(course, assignment)
    check_lent(course, plan)
    tasks = chosen(course, assignment, choice)
    with ExitStack() as stack:
        write_journal(course, plan, tasks, limits, choice, _crew(stack, workers, ""), progress)
    records = {student: read_record(course, assignment, student) for _, student in tasks}
    return {s: r["reason"] if r else "no record" for s, r in records.items() if not _graded(r)}


def write_journal(
    course: Course,
    plan: Plan,
    tasks: list[tuple[str, str]],
    limits: Limits,
    choice: Choice,
    crew: Workers,
    progress: Progress,
) -> None:
    """Run submissions and write their records; no gradebook is opened."""
    _run(Grading(course, [plan], limits, choice, crew, None), tasks, progress)


def _graded(record: dict[str, Any] | None) -> bool:
    return record is not None and record["state"] == "graded"


def plan_alone(course: Course, assignment: str) -> Plan:
    """Return the plan of the present source; neither gradebook nor built notebooks are written."""
    source = build_source(course, assignment)
    return make_plan(assignment, source, make_release(course, assignment, source))


def _crew(stack: ExitStack, workers: int | None, scheduler: str) -> Workers:
    if not scheduler:
        return local_workers(workers or best_count())
    from autograder.running.cluster import ClusterWorkers

    crew = ClusterWorkers(scheduler)
    stack.callback(crew.close)
    return crew


def _run(grading: Grading, tasks: list[tuple[str, str]], progress: Progress) -> None:
    """Grade; whatever stops it, what is done stays and the same command goes on."""
    try:
        for assignment, student, failed in grading.run(tasks):
            progress(f"{assignment} {student}", failed)
    except BaseException as error:
        # What is running belongs to nobody any more.
        grading.workers.close()
        told = f"{grading.done} of {len(tasks)} are graded. Run the same command again for the rest"
        if isinstance(error, KeyboardInterrupt):
            raise Stopped(f"Stopped: {told}.") from None
        if isinstance(error, CancelledError):
            raise CourseError(f"The scheduler has gone: {told}, once there is one.") from None
        raise


def _told(grading: Grading, assignment: str, row: Row) -> Row:
    """Return a row with what only this call knows: what was not written, and what has changed."""
    place = assignment, row.student
    if problem := grading.problems.get(place):
        return replace(row, state="failed", reason=problem, score=None, hand=None, total=None)
    return replace(row, notes=(*row.notes, *grading.changes.get(place, ())))


def chosen(course: Course, assignment: str, choice: Choice) -> list[tuple[str, str]]:
    """Return assignment and student of the submissions that a choice leaves, done or not.

    Raises CourseError when it leaves none.
    """
    submitted, roster = course.submitted(assignment), course.roster()
    unknown = [student for student in choice.students if student not in submitted]
    if unknown:
        raise CourseError(f"{', '.join(unknown)} handed in no {assignment}.")
    wanted = set(choice.students or submitted)
    if choice.section:
        wanted &= {s.id for s in roster.values() if s.section == choice.section}
    if choice.shard:
        wanted = set(filter(choice.shard.holds, wanted))
    left = [(assignment, student) for student in submitted if student in wanted]
    if choice.section and not left:
        raise CourseError(f"Nobody of section {choice.section!r} handed in {assignment}.")
    return left
