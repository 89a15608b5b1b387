"""A probe fails where an ordinary call is right, and nowhere else."""

import numpy as np
import pytest

from course_lib.checking.core import Exercise
from course_lib.checking.paths import long_run
from course_lib.checking.probes import any_form, numpy_numbers, other_forms, zero_counts
from course_lib.checking.trial import Trial, Wrong

RNG = np.random.default_rng(0)


@pytest.fixture
def t():
    return Trial(np.random.default_rng(0), hidden=False, names={}, forward_share=lambda: 1.0)


def zero_of(t, power):
    zero_counts(t, "p", power, lambda p: np.full(2, 3.0**p), other=2.0, default=1.0)


def test_a_zero_that_is_taken_for_none_is_named(t):
    with pytest.raises(Wrong, match="`p` = 0 does not") as found:
        zero_of(t, lambda p: np.full(2, 3.0 ** (p or 1.0)))
    assert "taken for none" in found.value.cause


def test_a_zero_that_fails_otherwise_has_no_cause(t):
    with pytest.raises(Wrong) as found:
        zero_of(t, lambda p: np.full(2, 3.0**p if p else 7.0))
    assert not found.value.cause


@pytest.mark.parametrize("power", [lambda p: np.full(2, 3.0**p), lambda p: np.full(2, 5.0)])
def test_a_function_that_is_right_or_wrong_everywhere_passes(t, power):
    zero_of(t, power)


def as_if_without_gaps(a):
    return np.lib.stride_tricks.as_strided(a, (a.size,), (a.itemsize,)).sum()


def float64_alone(a):
    if a.dtype != np.float64:
        raise Wrong("no float64")
    return a.sum()


@pytest.mark.parametrize(
    ("f", "words"),
    [
        (as_if_without_gaps, "read-only views hold the same numbers.*other results"),
        (float64_alone, "float32 hold the same numbers.*fails: no float64"),
    ],
)
def test_the_form_of_an_array_changes_nothing(t, f, words):
    with pytest.raises(Wrong, match=words):
        other_forms(t, f, np.arange(1.0, 7.0).reshape(2, 3))


def fail(a):
    raise Wrong("raised")


@pytest.mark.parametrize("f", [np.sum, lambda a: RNG.random(), fail])
def test_what_is_right_random_or_wrong_anyway_passes(t, f):
    other_forms(t, f, np.arange(6.0))


def forgets(after):
    def rule(w, dw, state, lr):
        n, total = state or (0, 0.0)
        total = dw + (total if n < after else 0.0)
        return w - lr * total, (n + 1, total)

    return rule


def sums(g):
    return g.cumsum(axis=0)


def test_a_late_step_is_counted(t):
    with pytest.raises(Wrong, match=r"The first 10 steps .* are right, step 11 is not"):
        long_run(t, forgets(10), sums)


@pytest.mark.parametrize("after", [2, 100])
def test_a_rule_that_is_wrong_early_or_never_passes(t, after):
    long_run(t, forgets(after), sums)


def evaluated(exercise, *functions):
    report = exercise.evaluate(functions, np.random.default_rng(0))
    return [(o.name, o.symptom) for o in report.outcomes if not o.passed]


def pair():
    exercise = Exercise("double", functions=("forward", "backward"))
    any_form(exercise, (3, 2), (3, 2))
    return exercise


def double(x):
    return 2 * x, x


def double_back(dout, cache):
    return 2 * dout


def test_a_forward_and_its_backward_pass_take_any_form():
    assert not evaluated(pair(), double, double_back)


def as_they_lie(a):
    return a.ravel(order="K").reshape(a.shape)


@pytest.mark.parametrize(
    "functions",
    [
        (lambda x: (2 * as_they_lie(x), x), double_back),
        (double, lambda dout, cache: 2 * as_they_lie(dout)),
        (double, lambda dout, cache: [dout + cache, as_they_lie(dout)]),
    ],
)
def test_each_array_of_a_pair_comes_in_every_form(functions):
    [(name, symptom)] = evaluated(pair(), *functions)
    assert name == "float32, and views with gaps"
    assert "read-only views" in symptom


def root(t, f, n, std):
    return t.call(f, n, std)


def numbers():
    exercise = Exercise("root", functions=("root",))
    numpy_numbers(exercise, 3, 0.5, run=root)
    return exercise


def of_python_alone(n, std):
    return n * std if type(n) is int else 0.0


def test_numbers_of_numpy_are_numbers():
    assert not evaluated(numbers(), lambda n, std: n * std)
    [(name, symptom)] = evaluated(numbers(), of_python_alone)
    assert name == "numbers of NumPy"
    assert "np.int64(3)" in symptom
    assert "gives other results" in symptom


def test_a_function_that_fails_for_any_number_passes():
    assert not evaluated(numbers(), lambda n, std: n / 0)
