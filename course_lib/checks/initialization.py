"""Checks of notebook 02: initial weights, statistics of activations, orthogonal matrices.

Random answers are judged on 40 000 numbers: the std of that many Gaussian numbers has a sampling
error of 0.35 %, so a right answer misses the interval of 3 % less than once in 10^9 times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checks.core import Exercise
from course_lib.checks.trial import Array, Trial

Function = Callable[..., Any]

init_weights = Exercise("init_weights", functions=("init_weights",))


def _weights(t: Trial, init_weights: Function, fan_in: int, fan_out: int, scheme: str) -> Array:
    """Return one draw of the student's weights after its shape was checked."""
    rng = np.random.default_rng(int(t.rng.integers(2**32)))
    got = t.call(init_weights, fan_in, fan_out, scheme, rng, returns="w")
    if np.shape(got) == (fan_out, fan_in):
        t.require(
            False,
            f"`w` has shape {(fan_out, fan_in)}, expected (fan_in, fan_out) = {(fan_in, fan_out)}.",
            "The layer computes `x @ w`: one row of `w` for each input, one column for each unit.",
        )
    return t.array("w", got, (fan_in, fan_out))


def _spread(t: Trial, init_weights: Function, scheme: str, want: Function) -> None:
    """Require the std that the scheme asks for, on a wide and on a tall matrix."""
    shapes = ((400, 100), (80, 500))
    for fan_in, fan_out in ((s[0] + 25, s[1] - 4) for s in shapes) if t.hidden else shapes:
        std = want(fan_in)
        w = _weights(t, init_weights, fan_in, fan_out, scheme)
        got = float(w.std())
        if abs(got / std - 1) < 0.03:
            continue
        symptom = (
            f'init_weights({fan_in}, {fan_out}, "{scheme}", rng): the std of the weights is '
            f"{got:.4g}, expected about {std:.4g}."
        )
        causes = [
            (0.0, "All weights are the same number. Then all units of a layer stay the same too."),
            (std**2, "That is sigma squared: the variance. A Gaussian is scaled by its std."),
            (std**0.5, "That is the square root of the std: one square root too many."),
            (std / 3**0.5, "Numbers spread evenly over [-a, a] have std a / sqrt(3), not a."),
            (1.0, "The weights still have std 1: nothing scales them."),
        ]
        if scheme != "small":
            factor = std * fan_in**0.5
            causes = [
                (
                    factor / fan_out**0.5,
                    "The std follows the number of outputs. A unit adds up its inputs: which of "
                    "the two fans counts them?",
                ),
                (
                    factor * (2 / (fan_in + fan_out)) ** 0.5,
                    "2 / (fan_in + fan_out) is Glorot's rule, a compromise between both passes. "
                    "This exercise asks for the forward rule, which knows fan_in alone.",
                ),
                (factor * 0.5**0.5, "The variance is half of what it should be."),
                (factor * (2 / fan_in) ** 0.5, "The variance is twice what it should be."),
                *causes,
            ]
        near = [text for value, text in causes if abs(got - value) <= 0.03 * max(value, 1e-12)]
        t.require(False, symptom, near[0] if near else "")
    _note_shape(t, w)


def _note_shape(t: Trial, w: Array) -> None:
    """Name another distribution with the right std, which earns full points."""
    fourth = float(((w - w.mean()) ** 4).mean() / w.var() ** 2)
    if abs(fourth - 3) > 0.4:
        t.note("Your weights are not Gaussian. Their std is right, and that is what counts here.")


@init_weights.property("small: std 0.01", weight=2)
def _(t: Trial, init_weights: Function) -> None:
    _spread(t, init_weights, "small", lambda fan_in: 0.01)


@init_weights.property("xavier: variance 1 / fan_in", weight=3)
def _(t: Trial, init_weights: Function) -> None:
    _spread(t, init_weights, "xavier", lambda fan_in: (1 / fan_in) ** 0.5)


@init_weights.property("he: variance 2 / fan_in", weight=3)
def _(t: Trial, init_weights: Function) -> None:
    _spread(t, init_weights, "he", lambda fan_in: (2 / fan_in) ** 0.5)
