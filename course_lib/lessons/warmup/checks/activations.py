"""Check of notebook 00: ReLU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import every_size, order
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import LARGEST, keeps_its_digits
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

relu = Exercise("relu", functions=("relu_forward", "relu_backward"))

# Problem 6 of the CS182 discussion sheet.
_X = np.array([1.5, 2.2, 1.3, 6.7, 4.3, -0.3, -0.2, 4.9, -4.5, 1.4, 5.5, 1.8, 0.1, -0.5, -0.1, 2.2])
_DOUT = np.array(
    [4.5, 1.2, 2.3, 1.3, -1.3, -6.3, 4.1, -2.9, -0.5, 1.2, 3.5, 1.2, -6.1, 0.5, -4.1, -3.2]
)
_OUT = np.array([1.5, 2.2, 1.3, 6.7, 4.3, 0, 0, 4.9, 0, 1.4, 5.5, 1.8, 0.1, 0, 0, 2.2])
_DX = np.array([4.5, 1.2, 2.3, 1.3, -1.3, 0, 0, -2.9, 0, 1.2, 3.5, 1.2, -6.1, 0, 0, -3.2])


ANY_AXES = (("IndexError", "`x` may have any number of axes, one or four: it is no table only."),)


def _worksheet(t: Trial) -> list[Array]:
    """Return x, out, dout and dx of the worksheet; when hidden shuffled, stretched and reshaped."""
    places = np.r_[0, 1 + order(t, 15)]
    shape = t.draw([4, 4], lambda rng: [[8, 2], [2, 8]][rng.integers(2)])
    a, b = t.draw((1.0, 1.0), lambda rng: rng.uniform(1.0, 2.0, 2).tolist())
    stretched = (a * _X, a * _OUT, b * _DOUT, b * _DX)
    return [values[places].reshape(shape) for values in stretched]


def _shapes(t: Trial) -> list[tuple[int, ...]]:
    return t.draw([(6,), (3, 2, 4), (2, 3, 1, 2)], _of_one_three_and_four_axes)


def _of_one_three_and_four_axes(rng: np.random.Generator) -> list[tuple[int, ...]]:
    n, a, b, c = rng.integers((7, 2, 2, 2), (12, 5, 5, 4)).tolist()
    return [(n,), (a, b, c), (b, 1, a, c)]


def _largest_numbers(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    """Fail unless `dx` is right where a step away from x is infinite, or no step at all.

    An answer that is wrong at a million already has another fault, and another row tells of it.
    """
    shape = t.draw((2, 4), lambda rng: tuple(rng.integers((2, 3), (5, 6)).tolist()))
    positive = t.rng.permutation(np.arange(np.prod(shape)) % 2).reshape(shape)
    dout = t.rng.uniform(0.2, 0.9, shape)

    def dx_at(size: float) -> Any:
        x = np.where(positive == 1, size, -size)
        _, cache = t.call(relu_forward, x, returns="out, cache")
        return t.call(relu_backward, dout, cache, returns="dx")

    dx = t.array("dx", dx_at(1e6), shape)
    if not np.allclose(dx, dout * positive, rtol=0.2, atol=0.1):
        return
    keeps_its_digits(
        t,
        "dx",
        dx_at(LARGEST),
        dout * positive,
        "Where x is the largest number that float64 has, or minus that, `dx` is wrong. It must be "
        "`dout` or 0, as anywhere else.",
    )


@relu.property("forward: the worksheet", weight=3, part="forward")
def forward_worksheet(t: Trial, relu_forward: Function) -> None:
    x, want, _, _ = _worksheet(t)
    t.worked(x=x.ravel()[:6], is_positive=x.ravel()[:6] > 0, out=want.ravel()[:6])
    out, _ = t.call(relu_forward, x, returns="out, cache")
    t.close(
        "out",
        out,
        want,
        "Compare `x` and `out` entry by entry: some entry is not what max(0, entry) gives.",
        mistakes=[
            (np.abs(x), "The negative entries came out positive: that is the absolute value."),
            (np.minimum(x, 0), "The positive entries were removed and the negative ones kept."),
            ((x > 0) * 1.0, "`out` says which entries are positive. It must hold their values."),
            (
                x,
                "Nothing was changed: the negative entries are still there. (Of the two results "
                "`out` comes first, the cache second.)",
            ),
        ],
    )


@relu.detail("forward: any shape, any size of number", weight=2, part="forward")
def forward_any_shape(t: Trial, relu_forward: Function) -> None:
    for shape in _shapes(t):
        x, positive = every_size(t, shape)
        out, _ = t.call(relu_forward, x, returns="out, cache", causes=ANY_AXES)
        t.close(
            "out",
            out,
            np.abs(x) * positive,
            f"For an x of shape {shape} with entries from 1e-6 to 1e6 some entry is wrong.",
            "ReLU has one bend, at 0: no other threshold, no limit for large numbers.",
            atol=0.0,
        )


@relu.property("backward: the worksheet", weight=3)
def backward_worksheet(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    x, _, dout, want = _worksheet(t)
    some = [values.ravel()[:6] for values in (x, x > 0, dout, want)]
    t.worked(x=some[0], x_is_positive=some[1], dout=some[2], dx=some[3])
    _, cache = t.call(relu_forward, x, returns="out, cache")
    t.close(
        "dx",
        t.call(relu_backward, dout, cache, returns="dx"),
        want,
        "`dx` must be `dout` where ReLU let the number through, and 0 where it did not. "
        "Compare the three tables entry by entry.",
        mistakes=[
            (dout, "The gradient passed everywhere, as if ReLU did nothing."),
            (
                (x > 0) * 1.0,
                "This is the slope of ReLU alone. The chain rule multiplies two slopes.",
            ),
            (
                np.maximum(dout, 0),
                "The signs of `dout` decided. A gradient may be negative: look at "
                "the numbers that went into the forward pass.",
            ),
            (dout * (x < 0), "The gradient passed exactly where ReLU blocked the number."),
            (
                dout * np.maximum(x, 0),
                "`dout` was multiplied by the output of ReLU, not by its slope.",
            ),
        ],
    )


@relu.detail("backward: any shape", weight=4)
def backward_any_shape(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    for shape in _shapes(t):
        x, positive = every_size(t, shape)
        dout = t.rng.standard_normal(shape)
        _, cache = t.call(relu_forward, x, returns="out, cache")
        t.close(
            "dx",
            t.call(relu_backward, dout, cache, returns="dx"),
            dout * positive,
            f"For an x of shape {shape} with entries from 1e-6 to 1e6 some entry of `dx` is wrong.",
            "The slope of ReLU is 0 or 1, however small or large the number is.",
        )
    _largest_numbers(t, relu_forward, relu_backward)


@relu.guard("backward: each call uses its own cache")
def backward_own_cache(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    shape = t.draw((3, 4), lambda rng: tuple(rng.integers((4, 5), (7, 8)).tolist()))
    calls = []
    for x, positive in (every_size(t, shape), every_size(t, shape)):
        if positive.flat[0]:  # the first number is negative in every call
            x, positive = -x, 1 - positive
        calls.append((t.call(relu_forward, x, returns="out, cache")[1], positive))
    dout = t.rng.standard_normal(shape)
    for cache, positive in calls:
        t.close(
            "dx",
            t.call(relu_backward, dout, cache, returns="dx"),
            dout * positive,
            "Two forward passes, then the backward pass of the first: `dx` does not belong to it.",
            "A net calls ReLU once in every layer. What backward needs must travel in the cache, "
            "not in a variable outside of the function.",
        )
    _largest_numbers(t, relu_forward, relu_backward)


@relu.detail("at exactly 0", weight=1)
def exactly_at_zero(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    scale = t.draw(1.0, lambda rng: rng.uniform(0.8, 3))
    x = scale * np.array([[0.0, 2.0, -3.0], [-1.0, 0.0, 8.0]])
    dout = np.array([[2.0, -1.0, 3.0], [5.0, -4.0, 6.0]])
    dout = t.draw(dout, lambda rng: dout * rng.uniform(0.5, 2, dout.shape))
    out, cache = t.call(relu_forward, x, returns="out, cache")
    symptom = "An x that holds zeros: {} is wrong there."
    t.close("out", out, scale * np.array([[0, 2.0, 0], [0, 0, 8.0]]), symptom.format("`out`"))
    dx = t.call(relu_backward, dout, cache, returns="dx")
    t.require(
        np.shape(dx) != x.shape or np.isfinite(np.asarray(dx, dtype=float)).all(),
        symptom.format("`dx`") + " It holds nan or inf.",
        "Something is divided by an x or an out of 0.",
    )
    dx = t.array("dx", dx, x.shape)
    slope = dx[x == 0] / dout[x == 0]
    t.require(
        np.ptp(slope) < 1e-9 and -1e-9 < slope[0] < 1 + 1e-9,
        symptom.format("`dx`") + " Any slope from 0 to 1 is a fair choice, the same for all zeros.",
        "What does `np.sign` say about 0, and what do your comparisons say?",
    )
    want = dout * (x > 0)
    want[x == 0] = dx[x == 0]
    t.close("dx", dx, want, "The entries beside the zeros are wrong.")
    _largest_numbers(t, relu_forward, relu_backward)
    t.note(f"Your slope of ReLU at exactly 0 is {slope[0]:g}. Every value from 0 to 1 is right.")


@relu.guard("float64 stays float64")
def stays_float64(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        out, cache = t.call(relu_forward, np.array([[1.5, -2.5]]), returns="out, cache")
        yield "out", out
        yield "dx", t.call(relu_backward, np.array([[1.5, 2.5]]), cache, returns="dx")

    keeps_digits(t, results())


any_form(relu, (4, 3), (4, 3))
