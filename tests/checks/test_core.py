"""The framework of checks: points, guards, hints, and what happens to wrong answers."""

import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from autograder.sandbox import Proxy
from course_lib.checking import core
from course_lib.checking.core import Exercise
from course_lib.checking.report import Report
from course_lib.checking.trial import NotWritten, Trial, Wrong


def double_exercise() -> Exercise:
    exercise = Exercise("double", functions=("double",))

    @exercise.property("values", weight=3)
    def right_values(t, double):
        x = t.rng.standard_normal((2, 5 if t.hidden else 3))
        t.close("out", t.call(double, x), 2 * x, "Look again.", mistakes=[(x, "You gave x back.")])

    @exercise.property("zero", weight=1)
    def zero_stays_zero(t, double):
        t.close("out", t.call(double, np.zeros(2)), np.zeros(2), "Zero must stay zero.")

    @exercise.guard("one dimension", cost=0.5)
    def one_dimension(t, double):
        t.array("out", t.call(double, np.ones(3)), (3,))

    return exercise


def evaluate(function, **kwargs) -> Report:
    return double_exercise().evaluate([function], np.random.default_rng(3), **kwargs)


def test_a_right_answer_earns_a_built_in_float():
    exercise = double_exercise()
    with core.shown_to(lambda report: None):
        points = exercise(lambda x: 2 * x, points=7)
        hidden = exercise.hidden(lambda x: 2 * x, points=7)
        share = exercise(lambda x: 2 * x)
    assert type(points) is float and points == hidden == 7.0
    assert type(share) is float and share == 1.0


def test_a_notebook_shows_the_points_once_and_nbgrader_reads_them(monkeypatch):
    monkeypatch.setattr(core.Exercise, "_check", lambda *args, **kwargs: 4.5)
    points = double_exercise()(lambda x: x, points=7)
    shown, _ = InteractiveShell.instance().display_formatter.format(points)
    InteractiveShell.clear_instance()
    assert not re.search(r"\d", shown["text/html"])  # what a notebook prefers to plain text
    output = new_output("execute_result", data=shown)
    marks = {"grade": True, "solution": False, "points": 7, "grade_id": "test_double"}
    cell = new_code_cell("points", outputs=[output], metadata={"nbgrader": marks})
    assert determine_grade(cell) == (4.5, 7.0)


def test_reports_go_where_they_went_before():
    def seen_by(names):
        with core.shown_to(lambda report: names.append("inner")):
            double_exercise()(lambda x: 2 * x)

    names = []
    with core.shown_to(lambda report: names.append("outer")):
        seen_by(names)
        double_exercise()(lambda x: 2 * x)
    assert names == ["inner", "outer"]


def test_partial_credit_and_the_named_cause():
    report = evaluate(lambda x: x, points=8)
    assert report.points == 2.0
    assert [o.name for o in report.failures] == ["values"]
    assert report.failures[0].cause == "You gave x back."


def test_a_guard_earns_nothing_and_reduces():
    assert evaluate(lambda x: 2 * x if x.ndim == 2 else 2 * x[:0], points=3).points == 1.0
    assert evaluate(lambda x: x[:0]).share == 0.0


def test_what_two_properties_need_is_computed_once_for_each_check():
    exercise = double_exercise()
    exercise.properties.clear()
    calls = []

    def ones(t, double):
        return t.call(double, np.ones(2))

    for name in ("first", "second"):

        def values(t, double):
            t.close("out", t.once(ones, double), 2 * np.ones(2), "Not doubled.")

        values.__name__ = name
        exercise.property(name, weight=1)(values)

    def counted(x):
        calls.append(1)
        return 2 * x

    for done in (1, 2):
        assert exercise.evaluate([counted], np.random.default_rng(0)).share == 1
        assert len(calls) == done
    assert exercise.evaluate([lambda x: x], np.random.default_rng(0)).share == 0


def test_a_control_call_tells_nothing_and_leaves_the_case():
    exercise = double_exercise()
    exercise.properties.clear()

    @exercise.property("values", weight=1)
    def values(t, double):
        got = t.call(double, np.ones(2))
        assert t.passes(lambda: t.call(double, np.zeros(2)))
        assert not t.passes(lambda: t.close("out", t.call(double, np.zeros(2)), np.ones(2), "No."))
        t.close("out", got, 2 * np.ones(2), "Not doubled.")

    (failure,) = exercise.evaluate([lambda x: x], np.random.default_rng(0)).failures
    assert failure.symptom == "Not doubled." and "`x` = [1, 1]" in failure.case


def helper(x):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("answer", "symptom", "cause"),
    [
        (lambda x: helper(x), "calls `helper`, which is not written yet", ""),
        (lambda: 1, "positional argument", "disagree about the arguments"),
        (lambda x: x + np.ones(7), "could not be broadcast", "Print the `shape` of each"),
        (lambda x: x @ np.ones((7, 2)), "matmul", "Print the `shape` of each"),
        (lambda x: np.log(x.missing), "no attribute 'missing'", ""),
        (lambda x: x[None][0].sum() + None, "NoneType", "without `return`"),
        (lambda x: nowhere + x, "NameError", "A name without a value"),  # noqa: F821
        (lambda x: 1 if x else 2, "truth value", "neither true nor false"),
    ],
)
def test_an_error_is_told_with_what_it_nearly_always_means(answer, symptom, cause):
    failure = evaluate(answer, points=10).failures[0]
    assert symptom in failure.symptom
    assert cause in failure.cause and bool(cause) == bool(failure.cause)


def test_a_function_of_another_process_that_is_not_written_is_told_as_that():
    class Session:
        def call(self, *_):
            return self.read_call()

        def read_call(self):
            raise NotImplementedError

    trial = Trial(np.random.default_rng(0), False, {}, lambda: 1.0)
    with pytest.raises(NotWritten):
        trial.call(Proxy(Session(), "relu_forward", ()), np.ones(2))


def test_what_an_error_means_here_goes_before_what_it_means_everywhere():
    trial = Trial(np.random.default_rng(0), False, {}, lambda: 1.0)
    for causes, told in (((("broadcast", "Here."),), "Here."), ((), "Print the `shape`")):
        with pytest.raises(Wrong) as caught:
            trial.call(lambda x: x + np.ones(7), np.ones(2), causes=causes)
        assert told in caught.value.cause


@pytest.mark.parametrize(
    ("got", "cause"),
    [
        (np.ones(6), "An axis is gone"),
        (np.ones((2, 1, 3)), "from a slice"),
        (np.ones((1, 1)), ""),
        (np.ones(3), "more axes than it should"),
    ],
)
def test_a_shape_is_told_with_its_cause(got, cause):
    trial = Trial(np.random.default_rng(0), False, {}, lambda: 1.0)
    with pytest.raises(Wrong) as caught:
        trial.array("x", got, (2, 3))
    assert cause in caught.value.cause and bool(cause) == bool(caught.value.cause)
    with pytest.raises(Wrong, match="expected one number"):
        trial.array("x", (1.0, 2.0), ())


@pytest.mark.parametrize(("factor", "slip"), [(2, True), (3, False)])
def test_an_axis_left_over_is_a_slip_where_the_numbers_are_right(factor, slip):
    report = evaluate(lambda x: (factor * x)[None])
    assert "has shape (1, 2, 3), expected (2, 3)" in report.failures[0].symptom
    assert report.failures[0].slip is slip
    assert "An axis of length 1 is left over" in report.failures[0].cause


def test_results_in_another_order_are_named_and_cost_one_slip():
    exercise = Exercise("three", functions=("three",))
    exercise.in_order("three", "a, b, c")

    @exercise.property("a", weight=1)
    def first(t, three):
        t.close("a", t.call(three, returns="a, b, c")[0], 1.0, "a")

    @exercise.property("b and c", weight=1)
    def others(t, three):
        for name, got, want in zip("bc", t.call(three)[1:], (2.0, 3.0), strict=True):
            t.close(name, got, want, name)

    for order in ((2.0, 1.0, 3.0), (2.0, 3.0, 1.0), (3.0, 2.0, 1.0), (3.0, 1.0, 2.0)):
        report = exercise.evaluate([lambda order=order: order], np.random.default_rng(0))
        assert report.failures[0].cause == "The results come in another order: return `a, b, c`."
        assert all(o.folded for o in report.failures[1:]) and report.share == 0.75
    wrong = exercise.evaluate([lambda: (1.0, 3.0, 4.0)], np.random.default_rng(0))
    assert not wrong.failures[0].cause


def test_one_exception_is_told_once():
    exercise = Exercise("double", functions=("double",))

    @exercise.property("first", weight=1)
    def first(t, double):
        t.call(double, np.ones(2))

    @exercise.property("second", weight=1)
    def second(t, double):
        t.call(double, np.ones(2))

    report = exercise.evaluate([lambda x: 1 / 0], np.random.default_rng(0))
    assert repr(report).count("ZeroDivisionError") == 1
    assert "first; second" in report._repr_html_()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x: 1 / 0, "raised ZeroDivisionError"),
        (lambda x: None, "is None"),
        (lambda x: [2.0], "is a list of 1"),
        (lambda x: (2 * x)[None], "has shape (1, 2, 3), expected (2, 3)"),
        (lambda x: np.full(x.shape, np.nan), "holds nan or inf"),
        (lambda x: (2 * x).astype(int), "holds int64"),
        (lambda x: exit(), "raised SystemExit"),
    ],
)
def test_the_symptom_says_what_came_back(answer, words):
    report = evaluate(answer)
    assert words in report.failures[0].symptom
    assert report.share < 1.0


def test_an_unwritten_function_earns_nothing_and_says_so():
    def double(x):
        raise NotImplementedError

    report = evaluate(double)
    assert report.points == 0.0 and report.unwritten
    assert "not written yet" in repr(report) and "not written yet" in report._repr_html_()


def test_the_gradient_of_a_wrong_forward_is_accepted_whatever_it_earned():
    exercise = Exercise("square", functions=("forward", "backward"))

    @exercise.property("forward at 0", weight=1, part="forward")
    def forward_at_zero(t, forward, backward):
        t.close("out", t.call(forward, np.zeros(2))[0], np.zeros(2), "0")

    @exercise.property("forward", weight=1, part="forward")
    def forward_at_one(t, forward, backward):
        t.close("out", t.call(forward, np.ones(2))[0], np.ones(2), "1")

    @exercise.property("backward", weight=2)
    def backward_values(t, forward, backward):
        x = t.rng.standard_normal(3)
        dx = t.call(backward, np.ones(3), t.call(forward, x)[1])
        t.gradient("dx", dx, lambda z: z**2, x, own=lambda z: forward(z)[0])

    def share(forward, backward):
        return exercise.evaluate([forward, backward], np.random.default_rng(0)).share

    assert share(lambda x: (x**2, x), lambda d, x: 2 * x * d) == 1.0
    assert share(lambda x: (x**2, x), lambda d, x: 3 * x * d) == 0.5
    # half right: its own gradient counts, another does not
    assert share(lambda x: (3 * x**2, x), lambda d, x: 6 * x * d) == pytest.approx(2 / 3)
    assert share(lambda x: (3 * x**2, x), lambda d, x: 5 * x * d) == pytest.approx(1 / 6)
    # all wrong: the same, but for what gives its input or one number back
    assert share(lambda x: (3 * x**2 + 1, x), lambda d, x: 6 * x * d) == 0.5
    assert share(lambda x: (x, x), lambda d, x: d) == pytest.approx(1 / 2)
    assert share(lambda x: (0 * x, x), lambda d, x: 0 * d) == pytest.approx(1 / 6)
    assert share(lambda x: (x**2 + 1, x), lambda d, x: 3 * x * d) == 0.0


def test_hidden_inputs_follow_the_seed():
    def inputs(seed):
        return core.hidden_rng(seed).standard_normal(3)

    assert np.array_equal(inputs(5), inputs(5))
    assert not np.array_equal(inputs(5), inputs(6))


def test_the_wrong_number_of_functions_is_an_error():
    with pytest.raises(TypeError, match="takes 1 functions"):
        double_exercise().evaluate([], np.random.default_rng(0))


def test_hints_cannot_carry_markup():
    report = evaluate(lambda x: "<script>alert(1)</script>" + 1)
    assert "<script>" not in report._repr_html_()


@pytest.mark.parametrize("single", [False, True])
def test_a_cast_to_float32_buys_tolerance_only_where_the_exercise_says_so(single):
    exercise = Exercise("double", functions=("double",))

    @exercise.property("values", weight=1)
    def values(t, double):
        x = t.rng.standard_normal(5)
        t.close("out", t.call(double, x), 2 * x, "wrong", single=single)

    def share(factor, kind):
        found = exercise.evaluate([lambda x: (factor * x).astype(kind)], np.random.default_rng(0))
        return found.share

    assert share(2, np.float32) == 1.0
    assert share(2.00001, np.float32) == float(single)
    assert share(2.00001, np.float64) == 0.0 == share(2.001, np.float32)


def test_the_table_names_what_holds_and_only_when_something_does():
    partly = evaluate(lambda x: x)._repr_html_()
    assert "✓" in partly and "zero; one dimension" in partly
    nothing = evaluate(lambda x: 1 / 0)._repr_html_()
    assert "✓" not in nothing and "holds" not in nothing
