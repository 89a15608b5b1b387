"""The journal: a job goes through JSON, and a record says what it came from."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pebble.pool.base_pool import PoolStatus
from tiny_course import RIGHT, TINY, WRONG, put
from typer.testing import CliRunner

from autograder.building.plan import Extra, Plan, Submission
from autograder.commands import register
from autograder.course import Course
from autograder.grading import call as call_module
from autograder.grading import grade as grade_module
from autograder.grading.grade import Choice, Stopped, grade_assignments
from autograder.grading.journal import read_record, record_path
from autograder.grading.rows import OLD, Row, class_rows
from autograder.running import deciding
from autograder.running.deciding import digest_of_plan
from autograder.running.execute import ENDED, CellResult, Limits, Result
from autograder.running.job import (
    Job,
    read_answer,
    read_job,
    read_plan,
    read_result,
    result_values,
    run_text,
    write_job,
    write_plan,
)
from autograder.running.workers import LocalWorkers
from course_lib.checking.outcome import Outcome
from course_lib.checking.report import Report
from course_lib.student.cli import app
from tests.waiting import HANG, until

register(app)
Handed = Callable[..., dict[str, Any]]
TEXT = st.text(max_size=8)
NUMBER = st.floats(allow_nan=False)
OUTPUT = st.dictionaries(TEXT, TEXT, max_size=2)
OUTCOME = st.builds(
    Outcome, TEXT, st.booleans(), NUMBER, NUMBER, TEXT, TEXT, TEXT, notes=st.tuples(TEXT)
)
REPORT = st.builds(Report, TEXT, st.lists(OUTCOME, max_size=2), st.none() | NUMBER)
CELL = st.builds(
    CellResult,
    st.sampled_from(["ok", "died"]),
    st.tuples(OUTPUT),
    TEXT,
    st.tuples(TEXT),
    st.none() | NUMBER,
    NUMBER,
    reports=st.tuples(REPORT),
)
RESULT = st.builds(
    Result, st.dictionaries(TEXT, CELL, max_size=2), TEXT, TEXT, st.tuples(NUMBER, NUMBER)
)
SUBMISSION = st.builds(
    Submission,
    OUTPUT,
    st.dictionaries(TEXT, st.tuples(st.builds(Extra, TEXT, TEXT)), max_size=2),
    st.dictionaries(TEXT, st.tuples(OUTPUT), max_size=2),
    st.tuples(TEXT),
)


@settings(max_examples=50, deadline=None)
@given(RESULT, SUBMISSION, st.integers(0, 2**62))
def test_results_and_jobs_go_through_json(result: Result, submission: Submission, n: int) -> None:
    assert read_result(json.loads(json.dumps(result_values(result)))) == result
    job = Job(submission, n, Limits(cell=2.5))
    assert read_job(write_job(job)) == job


def test_a_broken_pool_of_workers_is_replaced(plan: Plan) -> None:
    workers = LocalWorkers(1)
    try:
        job = write_plan(plan), write_job(Job(Submission(WRONG), 7, Limits())), HANG
        first = workers.submit(*job).result()
        # As pebble does when a worker dies while it takes a job.
        workers._pool._context.status = PoolStatus.ERROR
        again = workers.submit(*job).result()
    finally:
        workers.close()
    cells = [read_answer(text).cells for text in (first, again)]
    assert [found["test_halve"].points for found in cells] == [12.0, 12.0]


def test_a_plan_goes_through_json_and_a_job_runs_from_it(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan
    done = run_text(write_plan(plan), write_job(Job(Submission(WRONG), 7, Limits())))
    cells = read_result(json.loads(done)).cells
    assert (cells["test_double"].points, cells["test_halve"].points) == (0.0, 12.0)


def changed(plan: Plan, name: str, **fields: Any) -> Plan:
    return replace(
        plan, steps=tuple(replace(s, **fields) if s.id == name else s for s in plan.steps)
    )


def test_what_decides_marks(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a sentence, not a demonstration; but a test, its points, and the code behind it."""
    before = digest_of_plan(plan)
    for step in plan.steps:
        same = step.cell_type == "markdown" or step.kind == "experiment"
        for more, is_code in (("\nmore = 1", True), ("\n# more", False)):
            other = changed(plan, step.id, source=step.source + more, stub=step.stub + more)
            assert (digest_of_plan(other) == before) is (same or not is_code), step.id
    points = {"nbgrader": {"points": 9}}
    assert digest_of_plan(changed(plan, "test_double", metadata=points)) != before
    assert digest_of_plan(replace(plan, release="0" * 12)) == before
    monkeypatch.setattr(deciding, "_files", lambda *arguments: "another property")
    assert digest_of_plan(plan) != before


def test_the_files_that_decide_are_there() -> None:
    for pattern in deciding.EXECUTOR:
        assert list(deciding.HOUSE.glob(pattern)), pattern


@pytest.fixture
def pair(class_course: Course, handed: Handed) -> Course:
    put(class_course, "ana", handed(RIGHT))
    put(class_course, "bo", handed(WRONG))
    (class_course.root / "students.csv").write_text("id,name,section\nana,Ana,A\nbo,Bo,B\n")
    return class_course


def graded(course: Course, choice: Choice | None = None, **kw: Any) -> dict[str, Row]:
    rows = grade_assignments(course, [TINY], Limits(HANG, HANG), choice=choice, **kw)[TINY]
    return {row.student: row for row in rows}


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose jobs were made since; the reference's are not counted."""
    made: list[str] = []
    really = call_module.write_job

    def write(job: Job) -> str:
        who = {RIGHT["double"]: "ana", WRONG["double"]: "bo"}
        made.extend(
            name for source, name in who.items() if job.submission.answers["double"] == source
        )
        return really(job)

    monkeypatch.setattr(call_module, "write_job", write)
    return made


def test_only_what_is_not_in_the_journal_is_run(
    pair: Course, handed: Handed, ran: list[str]
) -> None:
    first = graded(pair)
    assert sorted(ran) == ["ana", "bo"]
    assert graded(pair) == first and len(ran) == 2
    graded(pair, Choice(again=True, section="A"))
    assert ran[2:] == ["ana"]
    graded(pair, Choice(again=True, students=("bo",)))
    assert ran[3:] == ["bo"]
    put(pair, "bo", handed({**WRONG, "explain_halve": "Other words."}))
    assert graded(pair)["bo"].score == 12.0 and len(ran) == 4, "the same code, so the same marks"
    words = json.loads((pair.step("autograded", TINY, "bo") / f"{TINY}.ipynb").read_text())
    assert "Other words." in json.dumps(words)


def test_a_changed_test_makes_marks_old_and_a_changed_sentence_does_not(
    pair: Course, ran: list[str]
) -> None:
    graded(pair)
    source = pair.source(TINY)
    source.write_text(source.read_text().replace("Which way does", "In which direction does"))
    grade_module.prepare(pair, TINY)
    assert not any(OLD in row.notes for row in class_rows(pair, TINY))
    source.write_text(source.read_text().replace("-8.0", "-16.0").replace("== -4.0", "== -8.0"))
    grade_module.prepare(pair, TINY)
    assert all(OLD in row.notes for row in class_rows(pair, TINY))
    assert OLD in graded(pair, Choice(new=True))["ana"].notes and len(ran) == 2
    assert OLD not in graded(pair)["ana"].notes and len(ran) == 4


def test_a_record_holds_the_whole_result(pair: Course) -> None:
    graded(pair)
    record = read_record(pair, TINY, "bo")
    assert record is not None
    assert record["predictions"] == {"predict_double": "A"}
    assert record["points"] == {"test_double": 8.0, "test_halve": 12.0}
    assert set(record["versions"]) == {"python", "numpy", "getting-neural-nets-to-train"}
    assert record["result"]["cells"]["test_double"]["points"] == 0.0
    path = record_path(pair, TINY, "bo")
    path.write_text(path.read_text()[:100])
    assert {row.student: row.state for row in class_rows(pair, TINY)}["bo"] == "new"
    assert graded(pair)["bo"].score == 12.0


def test_a_result_that_did_not_reach_the_gradebook_is_brought_there(
    pair: Course, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(grade_module.gradebook, "project", lambda *args: "")
        assert graded(pair)["ana"].state == "new"
    assert graded(pair)["ana"].score == 20.0 and sorted(ran) == ["ana", "bo"]


def test_ctrl_c_says_what_is_done(pair: Course) -> None:
    def stop(done: str, failed: bool = False) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Stopped, match=r"Stopped: 1 of 2 are graded. Run the same command again"):
        grade_assignments(pair, [TINY], progress=stop)
    assert sorted(row.score or 0.0 for row in graded(pair).values()) == [12.0, 20.0]
    run = CliRunner().invoke(app, ["grade", "90", "--student", "cy"])
    assert "cy handed in no 90_tiny" in run.stderr and run.exit_code == 1
    assert CliRunner().invoke(app, ["grade", "90", "--all", "--new"]).exit_code == 1


def test_whose_process_ends_twice_at_one_cell_did_it(pair: Course, handed: Handed) -> None:
    put(pair, "bo", handed({**RIGHT, "halve": "import os\nos._exit(1)"}))
    row = graded(pair)["bo"]
    assert row.score == 8.0 and f"halve: {ENDED}" in row.notes


@pytest.mark.sandbox
def test_whose_worker_is_killed_once_keeps_everything(pair: Course, handed: Handed) -> None:
    """The first worker dies while ana's cell sleeps; run again, alone, it has all points."""
    slow = "import time\ntime.sleep(1)\n" + RIGHT["double"]
    put(pair, "ana", handed({**RIGHT, "double": slow}))
    code = (
        "from pathlib import Path; from autograder.course import Course; "
        "from autograder.grading.grade import grade_assignments as g; "
        f"print(g(Course.at(Path('.')), ['{TINY}'], workers=1))"
    )
    grader = subprocess.Popen([sys.executable, "-c", code], cwd=pair.root, stdout=subprocess.PIPE)
    found: list[int] = []
    assert until(lambda: found.extend(_workers(grader.pid)) or found)
    os.kill(found[0], signal.SIGKILL)
    out, _ = grader.communicate()
    rows = {row.student: row for row in class_rows(pair, TINY)}
    assert (rows["ana"].score, rows["bo"].score) == (20.0, 12.0), out


def _workers(grader: int) -> list[int]:
    """Return the grandchildren of a grader that have a sandbox: their own children."""
    from autograder.sandbox.family import family_of

    def children(number: int) -> list[int]:
        path = Path(f"/proc/{number}/task/{number}/children")
        return [int(n) for n in path.read_text().split()] if path.exists() else []

    return [n for n in family_of(grader)[1:] if any("bwrap" in _name(c) for c in children(n))]


def _name(number: int) -> str:
    try:
        return Path(f"/proc/{number}/comm").read_text()
    except OSError:
        return ""
