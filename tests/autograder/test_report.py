"""The report: what a class made of known mistakes did not understand, without names."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_course import ROOT

from autograder.building.plan import Plan, Submission, make_plan
from autograder.course import Course
from autograder.demo import make_mistakes
from autograder.release.notebooks import build
from autograder.results.report import ClassReport, Distribution, values, write_report
from autograder.results.understood import exercises, guesses, misconceptions
from autograder.running.execute import Limits, execute
from autograder.running.job import result_values
from autograder.sandbox import for_our_own

NOTEBOOK = "00_warmup"
#: Two mistakes of the bank, and how many of the class make each.
MISTAKES = {"affine/wrong/averaged.py": 4, "relu/wrong/leaky.py": 2}
SECRET = "# written by Ana Lee\n"


def record_of(plan: Plan, submission: Submission) -> dict[str, Any]:
    result = execute(plan, submission, Limits(protection=for_our_own()))
    assert not result.failure
    return {"result": json.loads(json.dumps(result_values(result)))}


def first_property(path: str) -> tuple[str, str]:
    text = (ROOT / "solutions" / NOTEBOOK / "answers" / path).read_text()
    return path.split("/")[0], text.split("property: ")[1].split("\n")[0]


@pytest.fixture(scope="module")
def klass(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Plan, dict[str, Any], dict[str, Submission]]:
    """Seven students: one right, four with a mistake, two with another one."""
    plan = make_plan(NOTEBOOK, *build(Course(ROOT, tmp_path_factory.mktemp("g")), NOTEBOOK))
    right = plan.reference()
    records, submissions = {"right": record_of(plan, right)}, {"right": right}
    known = make_mistakes(plan)
    for path, count in MISTAKES.items():
        text = (ROOT / "solutions" / NOTEBOOK / "answers" / path).read_text()
        sources = next(s for s in known[path.split("/")[0]] if text in "".join(s.values()))
        wrong = replace(right, answers={**right.answers, **sources})
        record = record_of(plan, wrong)
        shown = {k: SECRET + v if k in sources else v for k, v in wrong.answers.items()}
        for number in range(count):
            who = f"{path}{number}"
            records[who], submissions[who] = record, replace(wrong, answers=shown)
    return plan, records, submissions


def test_the_misconceptions_are_named_with_counts_and_an_example(klass: Any) -> None:
    found = misconceptions(*klass)
    named = {(m.exercise, m.name): m for m in found}
    for path, count in MISTAKES.items():
        one = named[first_property(path)]
        assert (one.students, one.n) == (count, 7)
        assert one.cause
        assert "def " in one.example and "Lee" not in one.example and '"""' not in one.example
    counts = [m.students for m in found]
    assert counts == sorted(counts, reverse=True)


def test_difficulty_and_discrimination(klass: Any) -> None:
    plan, records, _ = klass
    figures = {e.name: e for e in exercises(plan, records)}
    assert figures["affine"].full == 3 and figures["relu"].full == 5
    assert figures["affine"].difficulty < figures["softmax_loss"].difficulty == 1.0
    assert figures["softmax_loss"].discrimination is None, "everybody has the same"
    assert (figures["relu"].discrimination or 0) < 0, "who fails it is good at the rest"


def test_predictions_are_crossed_with_what_the_runs_said(plan: Plan) -> None:
    def student(letter: str, said: str) -> Submission:
        out = {"output_type": "stream", "text": said}
        shown = next(s.id for s in plan.steps if "prediction_double.compare" in s.source)
        answers = {"predict_double": f'prediction_double = predict("{letter}")'}
        return Submission(answers, outputs={shown: (out,)})

    klass = {
        "a": student("A", "You predicted A, the run says B: because"),
        "b": student("B", "You predicted B, and so says the run: because"),
        "c": student("", "No prediction recorded. The run says B: because"),
    }
    (guess,) = guesses(plan, klass)
    assert (guess.letters, guess.outcome, guess.right) == ({"A": 1, "B": 1}, "B", 1)


def test_a_page_is_whole_and_takes_nothing_for_markup(klass: Any, tmp_path: Path) -> None:
    report = ClassReport(
        assignment=NOTEBOOK,
        states={"graded": 7, "failed": 1, "missing": 0, "new": 0},
        totals=Distribution.of([1.0, 0.5, 0.55, 0.0]),
        exercises=exercises(*klass[:2]),
        misconceptions=misconceptions(*klass),
        guesses=[],
        to_mark=[("s1", 2)],
        failed=[("s2", "<script>alert(1)</script>")],
        late=[],
        similar=[],
        old=[],
        unmatched=[],
    )
    course = Course(tmp_path, tmp_path)
    page = write_report(course, [report]).read_text(encoding="utf-8")
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert page.count("data:image/png;base64,") == 2 and "http" not in page.replace(
        "http-equiv", ""
    )
    assert "4 of 7" in page and "2 written answers are still to read" in " ".join(page.split())
    assert json.loads(json.dumps(values([report])))[NOTEBOOK]["totals"]["mean"] == 51.2
    both = write_report(course, [report, replace(report, assignment="01_other")])
    assert both.name == "course.html" and "All notebooks" in both.read_text(encoding="utf-8")


def test_bins_of_the_distribution() -> None:
    assert Distribution.of([0.0, 0.0999, 0.1, 0.3, 0.95, 1.0]).counts == (
        2,
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        2,
    )
    assert Distribution.of([]).mean is None
