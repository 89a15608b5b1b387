"""One call of the grader: what is not in the journal is run, and every result is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key, submission_seed
from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.again import Second, needs_second
from autograder.grading.attempts import Attempt, Counting
from autograder.grading.changes import changes, reference_problem
from autograder.grading.journal import (
    Run,
    finished,
    hash_of,
    read_record,
    result_in,
    take_in,
    write_record,
)
from autograder.grading.rows import is_saved
from autograder.grading.shard import Shard
from autograder.running.deciding import digest_of_plan
from autograder.running.execute import Limits, Result
from autograder.running.job import Job, read_answer, write_job, write_plan
from autograder.running.workers import Workers
from autograder.sandbox import BY_STRENGTH
from course_lib.student.errors import CourseError

#: The course's secret is another one, or what a student had not touched was corrected.
OTHER_SEED = "the same file met other hidden inputs than last time (another grading/secret?)"


@dataclass(frozen=True)
class Choice:
    """Which submissions are graded: those that today's checks have not marked yet.

    ``again`` takes all, ``new`` only what was handed in since; ``students``, ``section`` and
    ``shard`` leave out everybody else.
    """

    again: bool = False
    new: bool = False
    students: tuple[str, ...] = ()
    section: str = ""
    shard: Shard | None = None


@dataclass
class _Task:
    """A submission on its way; ``attempt`` is which, where several are graded of a student."""

    plan: Plan
    student: str
    run: Run
    seed: int
    job: str
    attempt: Attempt | None = None

    @property
    def key(self) -> str:
        return self.attempt.key if self.attempt else self.student


class Grading:
    """One call: what waits, what runs, and what could not be written.

    Without a ``book`` the journal alone is written.
    """

    def __init__(
        self,
        course: Course,
        plans: list[Plan],
        limits: Limits,
        choice: Choice,
        workers: Workers,
        book: Any,
    ) -> None:
        self.course, self.limits, self.choice = course, limits, choice
        self.workers, self.book = workers, book
        self.plans = {plan.assignment: plan for plan in plans}
        self.texts = {plan.assignment: write_plan(plan) for plan in plans}
        self.keys = {name: assignment_key(course, name) for name in self.plans}
        self.points = {p.assignment: gradebook.read_points(course, p) for p in plans if book}
        self.counting = {
            p.assignment: Counting(course, p.assignment, p.automatic + p.by_hand) for p in plans
        }
        self.attempts: dict[tuple[str, str], list[Attempt]] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.problems: dict[tuple[str, str], str] = {}
        self.running: dict[Future[str], _Task] = {}
        self.seconds: list[tuple[_Task, Second]] = []
        self.checked: set[str] = set()
        self.changes: dict[tuple[str, str], list[str]] = {}
        self.done = 0

    def run(self, tasks: list[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
        """Grade, and yield assignment, student and whether it failed as each is done."""
        for name, student in tasks:
            plan = self.plans[name]
            attempts = self.counting[name].to_grade(student)
            self.attempts[name, student], self.left[name, student] = attempts, len(attempts)
            for attempt in attempts or (None,):
                task = self._take_in(plan, student, attempt)
                if isinstance(task, _Task):
                    self._check_reference(plan)
                    self.running[self._submit(task)] = task
                else:
                    yield from self._ended(plan, student, task)
                while len(self.running) >= 2 * self.workers.size:
                    yield from self._collect()
        while self.running:
            yield from self._collect()
        for task, second in self.seconds:
            again = _outcome(self._submit(replace(task, job=self._job(task, second))))
            run = second.decide(again, task.run, task.seed)
            yield from self._ended(task.plan, task.student, self._save(task, run))

    def _check_reference(self, plan: Plan) -> None:
        """Run the instructor's own answers before anybody's.

        Raises CourseError, with the cell, unless they earn all points.
        """
        if plan.assignment in self.checked:
            return
        self.checked.add(plan.assignment)
        reference = plan.reference()
        seed = submission_seed(self.keys[plan.assignment], plan, reference)
        task = _Task(plan, "", Run("", reference), seed, "")
        task = replace(task, job=self._job(task))
        result = _outcome(self._submit(task))
        if second := needs_second(result):
            result = _outcome(self._submit(replace(task, job=self._job(task, second))))
        if problem := reference_problem(plan, result):
            raise CourseError(
                f"Nothing was graded: {problem}. Mend {self.course.source(plan.assignment)} or "
                f"its checks; `course check {plan.assignment[:2]}` says more."
            )

    def _ended(self, plan: Plan, student: str, failed: bool) -> Iterator[tuple[str, str, bool]]:
        """Yield that a student is done, with the last of the attempts where there are several."""
        place = plan.assignment, student
        if self.attempts[place]:
            self.left[place] -= 1
            if self.left[place]:
                return
            failed = self._save_best(plan, student)
        self.done += 1
        yield plan.assignment, student, failed

    def _save_best(self, plan: Plan, student: str) -> bool:
        """Let the best attempt count; return whether it failed."""
        name = plan.assignment
        tried = self.attempts[name, student]
        records = [read_record(self.course, name, one.key) for one in tried]
        record = records[self.counting[name].choose_best(student, records)]
        assert record is not None
        run = take_in(plan, self.course.submitted(name)[student])
        if record["result"] is None:
            run = replace(run, submission=None, reason=record["reason"], seed=record["seed"])
        else:
            run = replace(
                run, result=_result(record), seed=record["seed"], notes=_notes(record, run)
            )
        before = read_record(self.course, name, student)
        task = _Task(plan, student, run, 0, "")
        if before == record and self._is_saved(plan, student, record):
            return run.result is None
        return self._save(task, run)

    def _submit(self, task: _Task) -> Future[str]:
        text = self.texts[task.plan.assignment]
        return self.workers.submit(text, task.job, self.limits.submission)

    def _take_in(self, plan: Plan, student: str, attempt: Attempt | None) -> _Task | bool:
        """Return what has to be run, or, if nothing has, whether the submission failed."""
        path = attempt.path if attempt else self.course.submitted(plan.assignment)[student]
        key = attempt.key if attempt else student
        record = read_record(self.course, plan.assignment, key)
        try:
            run = take_in(plan, path)
        except Exception as error:
            # One file never stops the others, whatever is in it.
            run = Run("", reason=f"the grader itself failed: {type(error).__name__}: {error}")
        if run.submission is None:
            return self._save(_Task(plan, student, run, 0, "", attempt), run)
        seed = submission_seed(self.keys[plan.assignment], plan, run.submission)
        task = _Task(plan, student, run, seed, "", attempt)
        if record and not self.choice.again and self._stands(plan, record, run, seed):
            if record["submission"] != run.digest:
                return self._save(task, finished(run, _result(record), seed))
            if attempt:
                return False
            if not self._is_saved(plan, student, record):
                return self._project(task, finished(run, _result(record), seed))
            return False
        return replace(task, job=self._job(task))

    def _is_saved(self, plan: Plan, student: str, record: dict[str, Any]) -> bool:
        """Tell whether a record is where it has to be; without a gradebook that is the journal."""
        if self.book is None:
            return True
        points = self.points[plan.assignment].get(student)
        return is_saved(self.course, plan, student, record, points)

    def _job(self, task: _Task, second: Second | None = None) -> str:
        assert task.run.submission is not None
        limits = second.limits(self.limits) if second else self.limits
        return write_job(Job(task.run.submission, task.seed, limits))

    def _stands(self, plan: Plan, record: dict[str, Any], run: Run, seed: int) -> bool:
        """Tell whether a record says what a run would say today, or all that is wanted."""
        if record["result"] is None:
            return False
        if self.choice.new and record["submission"] == run.digest:
            return True
        ended = {cell["outcome"] for cell in record["result"]["cells"].values()}
        limits = [self.limits.cell, self.limits.submission]
        return (
            record["decided_by"] == digest_of_plan(plan)
            and record["seed"] == hash_of(seed)
            and BY_STRENGTH.index(record["result"]["protection"])
            >= BY_STRENGTH.index(self.limits.protection)
            and (record["result"]["limits"] == limits or not ended & {"timeout", "not run"})
        )

    def _collect(self) -> Iterator[tuple[str, str, bool]]:
        finished_now, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished_now:
            task = self.running.pop(future)
            first = _outcome(future)
            if second := needs_second(first):
                self.seconds.append((task, second))
                continue
            assert isinstance(first, Result)
            run = finished(task.run, first, task.seed)
            yield from self._ended(task.plan, task.student, self._save(task, run))

    def _save(self, task: _Task, run: Run) -> bool:
        if task.attempt:
            write_record(self.course, task.plan, task.key, run)
            return run.result is None
        before = read_record(self.course, task.plan.assignment, task.student)
        if before and run.result:
            other = before["submission"] == run.digest and before["seed"] not in ("", run.seed)
            told = changes(before, run.result) if other or before["seed"] == run.seed else []
            self.changes[task.plan.assignment, task.student] = [OTHER_SEED] * other + told
        if self.book is None:
            write_record(self.course, task.plan, task.student, run)
            return run.result is None
        problem = gradebook.save_run(self.book, self.course, task.plan, task.student, run)
        return self._note(task, run, problem)

    def _project(self, task: _Task, run: Run) -> bool:
        problem = gradebook.project(self.book, self.course, task.plan, task.student, run)
        return self._note(task, run, problem)

    def _note(self, task: _Task, run: Run, problem: str) -> bool:
        if problem:
            self.problems[task.plan.assignment, task.student] = problem
        return bool(problem) or run.result is None


def _notes(record: dict[str, Any], run: Run) -> tuple[str, ...]:
    """Return the notes of a record that do not come from reading the submission."""
    read = run.submission.notes if run.submission else ()
    return tuple(record["notes"][len(read) :])


def _result(record: dict[str, Any]) -> Result:
    result = result_in(record)
    assert result is not None
    return result


def _outcome(future: Future[str]) -> Result | Exception:
    """Return the result of a job, or what kept it from having one.

    Raises CourseError when no job can be run, CancelledError when a scheduler has gone.
    """
    try:
        return read_answer(future.result())
    except (CourseError, CancelledError):
        raise
    except Exception as error:
        return error
