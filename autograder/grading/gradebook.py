"""The one bridge to nbgrader's gradebook."""

from __future__ import annotations

import hashlib
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from traitlets.config import Config

from autograder.building.converter import NOT_IN_SESSION, configure
from autograder.building.plan import Plan
from autograder.course import Course, Student
from autograder.grading.assemble import assemble
from autograder.grading.journal import Run, record_path, write_record
from autograder.grading.marks import HandMark, Place, answer_in, keep_marks, known, read_marks
from autograder.grading.receipt import read_receipt
from autograder.grading.state import examine, make_empty
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

#: Seconds to wait for a gradebook that somebody else is writing.
PATIENCE = 60.0


def save_run(gradebook: Any, course: Course, plan: Plan, student: str, run: Run) -> str:
    """Write a submission's record and, if it could be graded, bring it into the open gradebook.

    Returns what went wrong, or nothing.
    """
    write_record(course, plan, student, run)
    return project(gradebook, course, plan, student, run)


def project(gradebook: Any, course: Course, plan: Plan, student: str, run: Run) -> str:
    """Bring a run that is in the journal into the open gradebook and the graded notebook.

    Returns what went wrong, or nothing. Points and comments given by hand stay. What is written is
    what ``nbgrader autograde`` writes, in one transaction instead of one a cell.
    """
    if run.submission is None or run.result is None:
        return ""
    notebook = assemble(plan, run.submission, run.result)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=NOT_IN_SESSION)
            _save_points(gradebook, course, plan, student, notebook)
        _save_files(course, plan, student, notebook)
    except Exception as error:
        # Such as a locked database: this submission has failed, the others go on.
        gradebook.db.rollback()
        cause = getattr(error, "orig", None) or f"{type(error).__name__}: {error}"
        return f"the gradebook was not written: {cause}; grade again"
    return ""


def _save_points(
    gradebook: Any, course: Course, plan: Plan, student: str, notebook: NotebookNode
) -> None:
    """Do what nbgrader's SaveAutoGrades and AssignLatePenalties do."""
    import nbgrader.utils as utils
    from nbgrader.api import Comment, Grade, MissingEntry
    from nbgrader.coursedir import CourseDirectory

    gradebook.update_or_create_student(student)
    kept = read_marks(course, student).get(plan.assignment, {})
    try:
        gradebook.find_submission(plan.assignment, student)
        first = False
    except MissingEntry:
        first = True
    folder = course.step("submitted", plan.assignment, student)
    timestamp = CourseDirectory().get_existing_timestamp(str(folder))
    # Without a time nothing is late, whatever time an earlier file had.
    submission = gradebook.update_or_create_submission(
        plan.assignment, student, timestamp=timestamp
    )
    grades = _of_cells(gradebook, Grade, submission)
    comments = _of_cells(gradebook, Comment, submission)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if utils.is_grade(cell):
            grade = grades[name]
            grade.auto_score, _ = utils.determine_grade(cell)
            mark = kept.get(name, HandMark())
            if first and not mark.withdrawn:
                grade.manual_score, grade.extra_credit = mark.score, mark.extra
            # Who marked an answer has read it; another one, nobody has.
            unsure = grade.auto_score is None
            if grade.manual_score is not None:
                unsure = bool(mark.answer) and mark.answer != answer_in(notebook, name)
            grade.needs_manual_grade = unsure
        if name in comments:
            same = cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell)
            empty = same and not utils.is_task(cell)
            comments[name].auto_comment = "No response." if empty else None
            if first and name in kept and not kept[name].withdrawn:
                comments[name].manual_comment = kept[name].comment
    gradebook.db.commit()
    if submission.total_seconds_late > 0 or submission.late_submission_penalty:
        from nbgrader.preprocessors import AssignLatePenalties

        names = {"notebook": plan.assignment, "assignment": plan.assignment, "student": student}
        resources = {"nbgrader": {**names, "db_url": _database(course)}}
        AssignLatePenalties().preprocess(notebook, resources)


def enter_mark(gradebook: Any, assignment: str, student: str, cell: str, mark: HandMark) -> None:
    """Enter a mark that a person gave elsewhere, if the student's work is in the gradebook."""
    from nbgrader.api import MissingEntry

    with suppress(MissingEntry):
        grade = gradebook.find_grade(cell, assignment, assignment, student)
        grade.manual_score, grade.extra_credit = mark.score, mark.extra
        grade.needs_manual_grade = mark.open or (mark.score is None and grade.auto_score is None)
    with suppress(MissingEntry):
        comment = gradebook.find_comment(cell, assignment, assignment, student)
        comment.manual_comment = mark.comment
    gradebook.db.commit()


def _of_cells(gradebook: Any, kind: Any, submission: Any) -> dict[str, Any]:
    """Return the grades or comments of a submission by grade_id, in one query."""
    from nbgrader.api import BaseCell, SubmittedNotebook

    rows = (
        gradebook.db.query(kind, BaseCell.name)
        .join(BaseCell, kind.cell_id == BaseCell.id)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .filter(SubmittedNotebook.assignment_id == submission.id)
    )
    return {name: one for one, name in rows}


def _save_files(course: Course, plan: Plan, student: str, notebook: NotebookNode) -> None:
    """Write the graded notebook where formgrader and feedback read it."""
    submitted = course.step("submitted", plan.assignment, student)
    graded = course.step("autograded", plan.assignment, student)
    if (submitted / "timestamp.txt").is_file():
        write_atomically(graded / "timestamp.txt", (submitted / "timestamp.txt").read_bytes())
    else:
        (graded / "timestamp.txt").unlink(missing_ok=True)
    _save_secret(course, plan, student, graded / "submission_secret.txt")
    # Last of all, so that it is never older than the record whose marks the gradebook has.
    # Without nbformat's indents: programs read it, and json writes them ten times more slowly.
    write_atomically(graded / f"{plan.assignment}.ipynb", json.dumps(notebook).encode())


def _save_secret(course: Course, plan: Plan, student: str, path: Path) -> None:
    """Write by what nbgrader's exchange finds the feedback page; a group mate's is another."""
    receipt = read_receipt(course, plan.assignment, student)
    if not receipt.secret:
        path.unlink(missing_ok=True)
        return
    of_mate = hashlib.sha256(f"{receipt.secret} {student}".encode()).hexdigest()
    write_atomically(path, (of_mate if receipt.by else receipt.secret).encode())


def has_files(course: Course, assignment: str, student: str) -> bool:
    """Tell whether the graded notebook of a student was written after record and time were."""
    submitted = course.step("submitted", assignment, student) / "timestamp.txt"
    graded = course.step("autograded", assignment, student)
    try:
        written = record_path(course, assignment, student).stat().st_mtime_ns
        newer = (graded / f"{assignment}.ipynb").stat().st_mtime_ns >= written
    except OSError:
        return False
    return newer and _content(submitted) == _content(graded / "timestamp.txt")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@dataclass(frozen=True)
class Points:
    """A student's points in the gradebook: by tests, by hand, and in all after a late penalty.

    ``by_test`` is what the tests gave, before anybody overrode it; ``cells`` is what counts, and
    ``unread`` names those that a person has still to mark.
    """

    score: float
    hand: float
    unread: tuple[str, ...]
    total: float
    by_test: dict[str, float]
    cells: dict[str, float]
    notes: tuple[str, ...] = ()


def open_gradebook(course: Course) -> Any:
    """Return nbgrader's Gradebook of the course; it is made when there is none.

    Marks by hand are copied first. Raises CourseError when the gradebook cannot be used.
    """
    from nbgrader.api import Gradebook

    configure(Config(), course.root, course.grading)
    path = course.grading / "gradebook.db"
    is_new = not path.exists()
    if is_new:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_empty(path)
    else:
        examine(path, PATIENCE)
    # Formgrader, or another grader, may be writing: wait for it.
    gradebook = Gradebook(_database(course))
    if not is_new:
        _copy_marks(gradebook, course)
    return gradebook


def copy_marks(root: Path) -> None:
    """Copy the marks by hand of the course in ``root``; say so if its gradebook cannot be read."""
    course = Course.at(root)
    if (course.grading / "gradebook.db").exists():
        try:
            open_gradebook(course).close()
        except CourseError as error:
            print(f"course: {error}", file=sys.stderr)


def _database(course: Course) -> str:
    return f"sqlite:///{course.grading / 'gradebook.db'}?timeout={PATIENCE:g}"


def _copy_marks(gradebook: Any, course: Course) -> None:
    from nbgrader.api import Comment, Grade

    found: dict[Place, HandMark] = {}
    given = (Grade.manual_score.isnot(None)) | (Grade.extra_credit > 0)
    for place, grade in _by_place(gradebook, Grade, given):
        opened = bool(grade.needs_manual_grade)
        found[place] = HandMark(grade.manual_score, grade.extra_credit, open=opened)
    for place, comment in _by_place(gradebook, Comment, Comment.manual_comment != ""):
        found[place] = replace(found.get(place, HandMark()), comment=comment.manual_comment)
    gone = {place for place in known(course) if place not in found}
    if gone:
        gone &= {place for kind in (Grade, Comment) for place, _ in _by_place(gradebook, kind)}
    keep_marks(course, found, gone)


def _by_place(gradebook: Any, kind: Any, *wanted: Any) -> list[tuple[Place, Any]]:
    """Return grades or comments with the student, the assignment and the cell, in one query."""
    from nbgrader.api import Assignment, BaseCell, SubmittedAssignment, SubmittedNotebook

    rows = (
        gradebook.db.query(SubmittedAssignment.student_id, Assignment.name, BaseCell.name, kind)
        .select_from(kind)
        .join(BaseCell, kind.cell_id == BaseCell.id)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(*wanted)
    )
    return [((student, assignment, cell), one) for student, assignment, cell, one in rows]


def save_students(course: Course, roster: dict[str, Student]) -> None:
    """Put the students of the roster into the gradebook, so that formgrader shows them by name."""
    from nbgrader.api import Student as Entry
    from sqlalchemy import insert

    new = []
    with open_gradebook(course) as gradebook:
        known = {s.id: s for s in gradebook.students}
        for student in roster.values():
            # A learning platform lets people choose their names; formgrader prints them as HTML.
            name = student.name.replace("<", "").replace(">", "")
            if "," in name:
                last, first = map(str.strip, name.split(",", 1))
            else:
                first, _, last = name.rpartition(" ")
            entry = known.get(student.id)
            if entry is None:
                new.append({"id": student.id, "first_name": first, "last_name": last})
            elif (entry.first_name or "", entry.last_name or "") != (first, last):
                entry.first_name, entry.last_name = first, last
        # In one transaction, where nbgrader takes one a student; another grader may be as quick.
        if new:
            gradebook.db.execute(insert(Entry).prefix_with("OR IGNORE"), new)
        gradebook.db.commit()


def knows(course: Course, assignment: str) -> bool:
    """Tell whether the gradebook holds the cells of an assignment."""
    if not (course.grading / "gradebook.db").exists():
        return False
    with open_gradebook(course) as gradebook:
        entered = [n for a in gradebook.assignments if a.name == assignment for n in a.notebooks]
        return bool(entered and entered[0].source_cells)


def make_room(course: Course, plan: Plan) -> Callable[[], None]:
    """Take an assignment out of the gradebook if its cells are not the plan's any more.

    nbgrader cannot change the cells of graded work. Marks by hand have been copied, and the next
    ``project`` of each student brings them back. Call what is returned when the assignment is in
    the gradebook again: it restores the due date.
    """
    from nbgrader.api import MissingEntry

    with open_gradebook(course) as gradebook:
        try:
            notebook = gradebook.find_notebook(plan.assignment, plan.assignment)
        except MissingEntry:
            return lambda: None
        kept = {cell.name for cell in notebook.source_cells}
        present = {s.id for s in plan.steps if "nbgrader" in s.metadata}
        if not notebook.submissions or kept == present:
            return lambda: None
        due = notebook.assignment.duedate
        gradebook.remove_assignment(plan.assignment)

    def restore() -> None:
        with open_gradebook(course) as gradebook:
            gradebook.update_or_create_assignment(plan.assignment, duedate=due)

    return restore


def read_points(course: Course, plan: Plan) -> dict[str, Points]:
    """Return the points of every student who has a graded submission."""
    tests = {s.id for s in plan.steps if s.kind == "test"}
    points = {}
    with open_gradebook(course) as gradebook:
        for notebook in gradebook.notebook_submissions(plan.assignment, plan.assignment):
            grades = list(notebook.grades)
            by_test = sum(g.score for g in grades if g.name in tests)
            by_hand = sum(g.score for g in grades if g.name not in tests)
            penalty = notebook.late_submission_penalty or 0.0
            points[notebook.student.id] = Points(
                score=round(by_test, 6),
                hand=round(by_hand, 6),
                unread=tuple(g.name for g in grades if g.needs_manual_grade),
                total=round(by_test + by_hand - penalty, 6),
                by_test={g.name: g.auto_score for g in grades if g.name in tests},
                cells={g.name: round(g.score, 6) for g in grades},
                notes=tuple(_remarks(grades, tests)),
            )
    return points


def _remarks(grades: list[Any], tests: set[str]) -> Iterator[str]:
    """Yield what a person did to the marks, and which of those marks are for another answer."""
    for grade in grades:
        if grade.manual_score is None:
            continue
        if grade.name in tests:
            by_test = f"{grade.auto_score:g}" if grade.auto_score is not None else "nothing"
            yield f"{grade.name} overridden by hand: {grade.manual_score:g} instead of {by_test}"
        if grade.needs_manual_grade:
            yield f"{grade.name}: the answer has changed since it was marked"
