"""Release notebooks: build them from their sources, check them, and put them into notebooks/."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import platform
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from nbformat import NotebookNode

from autograder.building.build import make_release, to_bytes, write_source
from autograder.building.choices import Choices, read_choices
from autograder.building.plan import make_plan
from autograder.building.release_cells import content_hash
from autograder.building.source import build_source, read_source, release_id
from autograder.course import HOUSE, Course
from autograder.release.check import Timing, run
from autograder.release.given import given_away
from autograder.release.look import leaks, look, rooms
from course_lib.student.errors import CourseError
from course_lib.student.workspace import read_notebook, write_atomically

PROCESSES = 2
#: The parts of the autograder that decide what a notebook's run shows.
ROOMS = ("building", "running", "release", "sandbox")


@dataclass(frozen=True)
class Released:
    """A notebook that was released: whether its file changed, and how long its cells take.

    ``warnings`` are for a person to judge.
    """

    assignment: str
    changed: bool
    timing: Timing
    warnings: tuple[str, ...] = ()


def build(course: Course, assignment: str) -> tuple[NotebookNode, NotebookNode]:
    """Return the instructor's and the student's version of a notebook.

    Raises CourseError that names every cell that is not as it must be.
    """
    path = course.source(assignment)
    _refuse(assignment, [*rooms(path), *look(read_source(path))])
    source = build_source(course, assignment)
    release = make_release(course, assignment, source)
    _refuse(assignment, leaks(source, release))
    return source, release


def _refuse(assignment: str, problems: list[str]) -> None:
    if problems:
        listed = "\n".join(f"  {assignment}, {problem}" for problem in problems)
        raise CourseError(f"{assignment} is not released.\n{listed}\nCorrect its source and retry.")


def release(course: Course, assignment: str) -> Released:
    """Build, check and place one notebook.

    A notebook that was checked with the same sources, library and Python is not run again. Raises
    CourseError when a check fails or the file in notebooks/ was edited.
    """
    source, student = build(course, assignment)
    target = course.released(assignment)
    _refuse_edited(target)
    timing = _checked(course, assignment, source, student)
    content = to_bytes(student)
    changed = not target.is_file() or target.read_bytes() != content
    if changed:
        _refuse_edited(target)
        write_atomically(target, content)
    write_source(course, assignment, source)
    write_atomically(course.step("release", assignment) / target.name, content)
    return Released(assignment, changed, timing, tuple(given_away(source)))


def _refuse_edited(path: Path) -> None:
    """Raise CourseError when a person has edited a released notebook; outputs do not count."""
    if not path.exists():
        return
    notebook = read_notebook(path)
    stamp = notebook.get("metadata", {}).get("course", {}).get("content")
    if stamp != content_hash(notebook):
        raise CourseError(
            f"{path} was edited since it was released, so it is left alone. "
            "Move it somewhere else (or delete it) and release again."
        )


def _checked(
    course: Course, assignment: str, source: NotebookNode, student: NotebookNode
) -> Timing:
    """Run the checks that take time, unless they passed before with everything the same."""
    stamp = course.grading / "checked" / f"{assignment}.json"
    key = fingerprint(course, assignment)
    try:
        last = json.loads(stamp.read_text(encoding="utf-8"))
        if last["key"] == key:
            return Timing(last["total"], tuple((i, s) for i, s in last["slowest"]))
    except (OSError, ValueError, KeyError):
        pass
    problems, timing = run(make_plan(assignment, source, student), source, student)
    _refuse(assignment, problems)
    write_atomically(stamp, json.dumps({"key": key, **asdict(timing)}).encode())
    return timing


def fingerprint(course: Course, assignment: str, rooms: tuple[str, ...] = ROOMS) -> str:
    """Return a hash of what a notebook's run depends on; ``rooms`` are the grader's part in it."""
    source = course.source(assignment)
    choices = read_choices(course).get(assignment, Choices())
    release = release_id(source.read_text(encoding="utf-8"), choices)
    library, grader = HOUSE / "course_lib", HOUSE / "autograder"
    topic = assignment.partition("_")[2]
    files = [
        *sorted(p for p in library.rglob("*.py") if p.parent.parent.name in (topic, "course_lib")),
        *sorted(p for room in rooms for p in (grader / room).glob("*.py")),
    ]
    digest = hashlib.sha256(f"{release} {platform.python_version()} {version('numpy')}".encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def release_all(
    course: Course,
    assignments: list[str],
    progress: Callable[[str], None] = lambda assignment: None,
) -> list[Released]:
    """Release notebooks, several at a time in processes of their own.

    Those that pass are released; then CourseError tells what is wrong with the others.
    """
    if len(assignments) == 1:
        return [release(course, assignments[0])]
    done, problems = [], []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
        running = {pool.submit(release, course, name): name for name in assignments}
        for future in as_completed(running):
            try:
                done.append(future.result())
            except CourseError as error:
                problems.append(str(error))
            progress(running[future])
    if problems:
        raise CourseError("\n".join(sorted(problems)))
    return sorted(done, key=lambda r: r.assignment)
