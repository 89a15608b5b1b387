"""The journal: what became of each submission, whole, in one file that is written at once.

It is the truth. The gradebook has no place for "failed", nor for why a point was lost; it is made
from these records and from the marks given by hand. A record says what its marks came from: the
file, the seed of the hidden tests, and the digest of what decides marks.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.building.plan import LARGEST, Plan, Submission, SubmissionError, read_submission
from autograder.building.seed import submission_seed
from autograder.course import Course
from autograder.running.deciding import digest_of_plan, versions
from autograder.running.execute import Limits, Result, execute
from autograder.running.job import read_result, result_values
from course_lib.student.workspace import write_atomically

#: Characters of an error that a remark quotes.
LONGEST = 80


@dataclass(frozen=True)
class Run:
    """A submission that was run; without a ``result`` it failed, for the ``reason`` given.

    ``digest`` is the file's, ``seed`` a hash of the seed of its hidden tests; ``notes`` say how it
    was run.
    """

    digest: str
    submission: Submission | None = None
    result: Result | None = None
    reason: str = ""
    seed: str = ""
    notes: tuple[str, ...] = ()


def run_submission(plan: Plan, path: Path, key: bytes, limits: Limits | None = None) -> Run:
    """Read and run the notebook at ``path``; whatever is wrong with it is told in the result.

    Hidden tests draw their inputs from a seed of the submission; ``key`` is the assignment's.
    """
    run = take_in(plan, path)
    if run.submission is None:
        return run
    seed = submission_seed(key, plan, run.submission)
    return finished(run, execute(plan, run.submission, limits, seed), seed)


def take_in(plan: Plan, path: Path) -> Run:
    """Read a submission; it has no result yet, and no ``submission`` when it cannot be read."""
    try:
        content = read_file(path)
    except SubmissionError as error:
        return Run("", reason=str(error))
    digest = hashlib.sha256(content).hexdigest()
    notes = () if path.stem == plan.assignment else (f"the file is named {path.name!r}",)
    try:
        return Run(digest, read_submission(content, plan), notes=notes)
    except SubmissionError as error:
        return Run(digest, reason=str(error))


def finished(run: Run, result: Result, seed: int, notes: tuple[str, ...] = ()) -> Run:
    """Return a run with its result, which may be that it could not be graded."""
    if result.failure:
        return Run(run.digest, run.submission, None, result.failure, hash_of(seed), notes)
    notes = (*run.notes, *notes, *_remarks(run.submission, result))
    return Run(run.digest, run.submission, result, "", hash_of(seed), notes)


def _remarks(submission: Submission | None, result: Result) -> Iterator[str]:
    """Yield which answers ended otherwise than a reader of the points would think."""
    for key, cell in result.cells.items():
        if cell.outcome in ("died", "timeout"):
            yield f"{key}: {cell.reason}"
        elif cell.outcome == "error" and submission and key in submission.answers:
            yield f"the answer {key} does not run: {cell.reason[:LONGEST]}"


def hash_of(seed: int) -> str:
    """Return what a record tells of a seed: whether it is the same one."""
    return hashlib.sha256(b"seed %d" % seed).hexdigest()[:16]


def read_file(path: Path) -> bytes:
    """Return what was handed in; raises SubmissionError for a link, a pipe or a file too large."""
    try:
        # A link could show its owner somebody else's work: nbgrader copies what is beside it too.
        if path.is_symlink() or path.parent.is_symlink():
            raise SubmissionError("the file is a link to another one")
        for folder, folders, files in os.walk(path.parent):
            for name in (*folders, *files):
                if os.path.islink(os.path.join(folder, name)):
                    raise SubmissionError(f"it holds a link: {name!r}")
        # Opening a pipe would wait for its other end.
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise SubmissionError(f"{path.name} is not a file")
        if state.st_size > LARGEST:
            raise SubmissionError(f"the file is larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise SubmissionError(f"there is no {path.name} in the submission") from None
    except OSError as error:
        raise SubmissionError(f"the file cannot be read: {error.strerror}") from None


def digest_of(path: Path) -> str:
    """Return the hash of a submitted file as it is in ``Run.digest``; "" if it cannot be read."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except SubmissionError:
        return ""


def write_record(course: Course, plan: Plan, student: str, run: Run) -> dict[str, Any]:
    """Write what became of a submission to results/<assignment>/<student>.json; return it."""
    record = {
        "state": "graded" if run.result is not None else "failed",
        "reason": run.reason,
        "submission": run.digest,
        "seed": run.seed,
        "decided_by": digest_of_plan(plan),
        "release": plan.release,
        "versions": versions(),
        "notes": [*(run.submission.notes if run.submission else ()), *run.notes],
        "predictions": predictions(run.submission) if run.submission else {},
        "points": {s.id: s.points for s in plan.steps if s.kind == "test"},
        "result": result_values(run.result) if run.result is not None else None,
    }
    write_atomically(record_path(course, plan.assignment, student), json.dumps(record).encode())
    return record


def result_in(record: Mapping[str, Any]) -> Result | None:
    """Return the result that a record holds; None if the submission failed."""
    return read_result(record["result"]) if record["result"] is not None else None


def marks_in(record: Mapping[str, Any]) -> dict[str, float]:
    """Return the points of each test by its id."""
    cells = record["result"]["cells"] if record["result"] else {}
    return {name: cells[name]["points"] for name in record["points"] if name in cells}


def predictions(submission: Submission) -> dict[str, str]:
    """Return the letters that a student predicted, by the ids of the cells."""
    found = {}
    for name, source in submission.answers.items():
        match _last_call(source):
            case ast.Call(ast.Name("predict"), [ast.Constant(str(letter))]):
                found[name] = letter[:10]
    return found


def _last_call(source: str) -> ast.expr | None:
    if "predict(" not in source or len(source) > 1000:
        return None
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return body[-1].value if body and isinstance(body[-1], ast.Assign | ast.Expr) else None


def read_record(course: Course, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the record of a student; None if there is none that can be read."""
    try:
        text = record_path(course, assignment, student).read_text(encoding="utf-8")
        record: Any = json.loads(text)
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and "decided_by" in record else None


def read_records(course: Course, assignment: str) -> dict[str, dict[str, Any]]:
    """Return the records of an assignment by student."""
    names = [path.stem for path in _folder(course, assignment).glob("[!.]*.json")]
    read = {name: read_record(course, assignment, name) for name in sorted(names)}
    return {name: record for name, record in read.items() if record is not None}


def record_path(course: Course, assignment: str, student: str) -> Path:
    """Return where the record of a student is."""
    return _folder(course, assignment) / f"{student}.json"


def _folder(course: Course, assignment: str) -> Path:
    return course.grading / "results" / assignment
