"""The report of a notebook or of the course: one page for the instructor, and JSON."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, median, stdev
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from autograder.building.plan import Plan, Submission, SubmissionError, load_plan, read_submission
from autograder.course import Course
from autograder.grading.journal import read_file, read_records
from autograder.grading.rows import OLD, Row, class_rows
from autograder.grading.unmatched import read_unmatched
from autograder.results.overview import coded
from autograder.results.similar import compare
from autograder.results.understood import (
    Exercise,
    Guess,
    Misconception,
    exercises,
    guesses,
    misconceptions,
)
from course_lib.student.workspace import write_atomically

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Distribution:
    """The totals of the graded students, in percent of the notebook's points."""

    n: int
    mean: float | None
    median: float | None
    sd: float | None
    counts: tuple[int, ...]

    @classmethod
    def of(cls, shares: Sequence[float]) -> Distribution:
        """Return it for shares from 0 to 1; counts are in ten bins."""
        counts = [0] * 10
        for share in shares:
            counts[min(9, max(0, int(share * 10 + 1e-9)))] += 1
        if not shares:
            return cls(0, None, None, None, tuple(counts))
        percent = [100 * share for share in shares]
        sd = round(stdev(percent), 1) if len(percent) > 1 else None
        return cls(len(shares), round(fmean(percent), 1), round(median(percent), 1), sd, (*counts,))


@dataclass(frozen=True)
class ClassReport:
    """What is known of a class in one notebook; students are named by id alone."""

    assignment: str
    states: Mapping[str, int]
    totals: Distribution
    exercises: Sequence[Exercise]
    misconceptions: Sequence[Misconception]
    guesses: Sequence[Guess]
    to_mark: Sequence[tuple[str, int]]
    failed: Sequence[tuple[str, str]]
    late: Sequence[tuple[str, str]]
    similar: Sequence[tuple[str, str]]
    old: Sequence[str]
    unmatched: Sequence[tuple[str, str]]

    @property
    def hardest(self) -> Exercise | None:
        """Return the exercise with the smallest mean share."""
        return min(self.exercises, key=lambda e: e.difficulty, default=None)


def make_report(course: Course, assignment: str) -> ClassReport:
    """Return the report of a notebook from its records and submissions."""
    plan = load_plan(course, assignment)
    rows = class_rows(course, assignment)
    records = read_records(course, assignment)
    submissions = _submissions(course, plan)
    totals = [r.total / most for r in rows if r.total is not None and (most := _most(r))]
    same, _ = compare(plan, course.submitted(assignment))
    states = {s: sum(r.state == s for r in rows) for s in ("graded", "failed", "missing", "new")}
    return ClassReport(
        assignment=assignment,
        states=states,
        totals=Distribution.of(totals),
        exercises=exercises(plan, records),
        misconceptions=misconceptions(plan, records, submissions),
        guesses=guesses(plan, submissions),
        to_mark=[(r.student, r.to_mark) for r in rows if r.to_mark],
        failed=[(r.student, r.reason) for r in rows if r.state == "failed"],
        late=[(r.student, r.late) for r in rows if r.late],
        similar=[(one.function, ", ".join(one.who)) for one in same],
        old=[r.student for r in rows if OLD in r.notes],
        unmatched=[(one.file, one.reason) for one in read_unmatched(course, assignment)],
    )


def _most(row: Row) -> float:
    return row.max + row.hand_max


def _submissions(course: Course, plan: Plan) -> dict[str, Submission]:
    found = {}
    for student, path in course.submitted(plan.assignment).items():
        try:
            found[student] = read_submission(read_file(path), plan)
        except SubmissionError:
            continue
    return found


def values(reports: Sequence[ClassReport]) -> dict[str, Any]:
    """Return reports as the object that --json prints."""
    return {report.assignment: asdict(report) for report in reports}


def write_report(course: Course, reports: Sequence[ClassReport]) -> Path:
    """Write one self-contained page for one notebook, or for several; return its path."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=select_autoescape(["j2"]))
    environment.filters["coded"] = coded
    page = environment.get_template("report.html.j2").render(
        reports=reports,
        histograms={r.assignment: _histogram(r) for r in reports},
        scatters={r.assignment: _scatter(r) for r in reports},
    )
    name = f"{reports[0].assignment}.html" if len(reports) == 1 else "course.html"
    path = course.grading / "reports" / name
    write_atomically(path, page.encode())
    return path


def _histogram(report: ClassReport) -> str:
    figure, axes = _figure(5.2, 2.6)
    axes.bar([5 + 10 * i for i in range(10)], report.totals.counts, width=9, color="#3b6ea5")
    axes.set(xlabel="percent of the points", ylabel="students", xticks=range(0, 101, 20))
    axes.yaxis.get_major_locator().set_params(integer=True)
    if report.totals.mean is not None:
        axes.axvline(report.totals.mean, color="#b3541e", linewidth=1.5)
        label = f" mean {report.totals.mean:g}"
        axes.annotate(label, (report.totals.mean, 1), xycoords=("data", "axes fraction"))
    return _png(figure)


def _scatter(report: ClassReport) -> str:
    """Draw difficulty against discrimination: what lies low or left wants a look."""
    figure, axes = _figure(5.2, 3.2)
    for one in report.exercises:
        if one.discrimination is not None:
            axes.plot(100 * one.difficulty, one.discrimination, "o", color="#3b6ea5")
            axes.annotate(
                one.name,
                (100 * one.difficulty, one.discrimination),
                xytext=(4, 4),
                textcoords="offset points",
                fontsize=8,
            )
    axes.axhline(0, color="#999999", linewidth=0.8)
    axes.set(
        xlabel="mean share of the points, percent",
        ylabel="discrimination",
        xticks=range(0, 101, 20),
        xlim=(-3, 118),
        ylim=(-1.05, 1.15),
    )
    return _png(figure)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _png(figure: Any) -> str:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    return base64.b64encode(buffer.getvalue()).decode()
