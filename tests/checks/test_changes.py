"""What an answer changes of what it was given: seen, named, and what it costs."""

import numpy as np

from course_lib.checking.core import Exercise


def test_changed_input_is_seen_reported_first_and_reduces():
    def double(x):
        x *= 2
        return x

    exercise = Exercise("double", functions=("double",))

    @exercise.property("values", weight=1)
    def right_values(t, f):
        x = t.rng.standard_normal((2, 3))
        t.close("out", t.call(f, x), 2 * x, "Look again.")

    report = exercise.evaluate([double], np.random.default_rng(3))
    assert report.share == 0.9
    assert report.failures[0].name == "inputs unchanged"
    assert "`double` changed `x`." in report.failures[0].symptom


def test_a_changed_array_is_named_by_its_argument():
    def step(params, grads, lrs):
        params["w1"] += grads[0]
        lrs *= 2

    exercise = Exercise("step", functions=("step",))

    @exercise.property("values", weight=1)
    def values(t, step):
        t.call(step, {"w1": np.ones(2)}, [np.ones(2)], lrs=np.ones(2))

    told = exercise.evaluate([step], np.random.default_rng(0)).failures[0].symptom
    assert told == "`step` changed the array 'w1' in `params`. `step` changed `lrs`."
    nameless = exercise.evaluate([lambda *a, lrs: step(*a, lrs)], np.random.default_rng(0))
    assert "changed the array 'w1' in argument 1." in nameless.failures[0].symptom


def test_a_change_in_a_later_call_is_seen():
    exercise = Exercise("pair", functions=("forward", "backward"))

    @exercise.property("backward", weight=1)
    def backward_values(t, forward, backward):
        _, cache = t.call(forward, np.ones((2, 2)), returns="out, cache")
        t.close("dx", t.call(backward, np.ones((2, 2)), cache), np.zeros((2, 2)), "Wrong.")

    def backward(dout, cache):
        cache[:] = 0
        return cache

    report = exercise.evaluate([lambda x: (x, x), backward], np.random.default_rng(0))
    assert report.failures[0].name == "inputs unchanged"
    assert "`backward` changed `x` of `forward`." in report.failures[0].symptom


def test_a_cache_is_the_students_own_affair():
    exercise = Exercise("pair", functions=("forward", "backward"))

    @exercise.property("backward", weight=1)
    def backward_values(t, forward, backward):
        _, cache = t.call(forward, np.ones((2, 2)), returns="out, cache")
        t.close("dx", t.call(backward, np.ones((2, 2)), cache), np.zeros((2, 2)), "Wrong.")

    def backward(dout, cache):
        cache["x"][:] = 0
        return cache["x"].copy()

    def forward(x):
        return x, {"x": x.copy()}

    assert exercise.evaluate([forward, backward], np.random.default_rng(0)).share == 1.0


def test_an_allowed_change_is_no_failure():
    exercise = Exercise("step", functions=("step",))

    @exercise.property("step", weight=1)
    def step_in_place(t, step):
        w = np.ones(3)
        t.close("w", t.call(step, w, may_change=(w,)), np.zeros(3), "Wrong.")

    def step(w):
        w -= 1
        return w

    assert exercise.evaluate([step], np.random.default_rng(0)).share == 1.0


def test_a_change_of_one_of_several_arguments_costs_the_change_alone():
    exercise = Exercise("add", functions=("add",), change_cost=0.5)

    @exercise.property("values", weight=1)
    def right_values(t, add):
        first, second, more = np.ones((2, 3)), np.ones(3), [np.ones(2), np.ones(4)]
        t.close("out", t.call(add, first, second, more), np.full((2, 3), 2.0), "Look again.")

    def add(first, second, more):
        out = first + second
        second += 1
        more[1] = more[0]
        return out

    report = exercise.evaluate([add], np.random.default_rng(0))
    assert [o.name for o in report.failures] == ["inputs unchanged"]
    assert report.share == 0.5


def test_a_mended_copy_tells_no_change_a_second_time():
    exercise = Exercise("halves", functions=("halves",))

    @exercise.property("values", weight=1)
    def values(t, halves):
        x = np.ones(2)
        low, high = t.call(halves, x, returns="low, high")
        t.close("low", low, -x, "Wrong.")
        t.close("high", high, x, "Wrong.")

    exercise.in_order("halves", "low, high")

    def halves(x):
        before = x.copy()
        x *= 2
        return before, -before

    told = exercise.evaluate([halves], np.random.default_rng(0)).failures[0].symptom
    assert told == "`halves` changed `x`."
