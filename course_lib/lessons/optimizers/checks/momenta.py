"""Checks of momentum and of Nesterov momentum.

A rule is judged by its path from ``state=None`` at a constant learning rate. Its state is handed
back to it once and never looked at, so every way to keep one is fine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import drawn_shape
from course_lib.checking.paths import (
    LR,
    apart,
    decaying_sum,
    default_moves,
    follow,
    long_run,
    moves,
    other_forms_of_dw,
    random_gradients,
    start,
    step,
    two_parameters,
    way_down,
)
from course_lib.checking.probes import zero_counts
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake

momentum = Exercise("momentum", functions=("momentum",))
nesterov = Exercise("nesterov", functions=("nesterov",))

NOT_SAVED = (
    "After the first step your rule behaves as if it had none behind it: what it remembers "
    "must be in the `state` that it returns, and come from the `state` that it gets."
)


def _start(t: Trial) -> Array:
    return start(t, t.draw((3, 2), drawn_shape))


def _start_and_gradient(t: Trial) -> tuple[Array, Array]:
    w = _start(t)
    return w, random_gradients(t, *w.shape)


def _name_the_velocity(t: Trial, rule: Function, rho: float) -> None:
    """Note which velocity a rule keeps: at a much smaller lr, one coasts on and one stops."""
    w, g = np.array([1.0, -2.0]), np.array([2.0, 3.0])
    w, state = step(t, rule, w, g, None, rho=rho)
    after, _ = step(t, rule, w, np.zeros(2), state, lr=LR * 1e-3, rho=rho)
    if np.abs(after - w).max() < 0.01 * LR:
        t.note(
            "Your velocity is a sum of gradients, v = rho * v + dw, and lr multiplies it at the "
            "step: after a drop of lr the old velocity counts less at once."
        )
    else:
        t.note(
            "Your velocity holds the learning rate, v = rho * v - lr * dw: after a drop of lr the "
            "old velocity coasts on. At a constant lr both forms are the same."
        )


def _first_step_mistakes(w: Array, g: Array, right: float) -> list[Mistake]:
    """Return what a wrong lr or a wrong result makes of a first move of ``right`` times ``g``."""
    returned = "You returned the velocity where the weights belong."
    return [
        (LR * right * g[None], "lr multiplies twice: in the velocity and again at the step."),
        (right * g[None] / LR, "lr is not used: the step is as large as the gradient."),
        ((w + LR * g)[None] / LR, returned),
        ((w - g)[None] / LR, returned),
    ]


def _default_rho(t: Trial, rule: Function, rates: list[float]) -> None:
    """Fail unless three equal gradients move a rule without options by ``rates`` times them."""
    w, g = _start_and_gradient(t)
    default_moves(
        t,
        rule,
        w,
        [g] * 3,
        np.multiply.outer(rates, g),
        "A caller who does not name rho gets another one.",
        "The first line of the function says `rho=0.9`; leave it as it was.",
        rho=0.9,
    )


@momentum.property("from rest, one step of plain descent", weight=1)
def momentum_from_rest(t: Trial, momentum: Function) -> None:
    w, g = _start_and_gradient(t)
    got = moves(t, momentum, w, [g], rho=0.9)
    follow(
        t,
        got,
        g[None],
        "At the first step the velocity is 0 before it gets the gradient: `w` must move by "
        "`lr * dw`, downhill.",
        mistakes=[
            (-g[None], "You went uphill: the lecture's line `x += learning_rate * dx` does too."),
            (0 * g[None], "`w` did not move: use the velocity after the gradient has joined it."),
            (
                0.1 * g[None],
                "The gradient enters whole: no factor `1 - rho`, it is a sum. (If there is none: "
                "is the rate the caller's `lr`?)",
            ),
            (0.9 * g[None], "rho multiplies the old velocity only, not the new gradient."),
            (1.9 * g[None], "That is Nesterov's step, the next exercise."),
            *_first_step_mistakes(w, g, 1.0),
        ],
    )


@momentum.property("after one push it coasts, rho times slower each step", weight=2)
def momentum_coasts(t: Trial, momentum: Function) -> None:
    w, g = _start_and_gradient(t)
    grads = np.stack([g, 0 * g, 0 * g, 0 * g])
    rates = np.array([1.0, 0.5, 0.25, 0.125]).reshape((4,) + (1,) * g.ndim)
    follow(
        t,
        moves(t, momentum, w, grads, rho=0.5),
        rates * g,
        "One gradient, then three gradients of 0, with rho = 0.5: each move must be half of the "
        "one before.",
        mistakes=[
            (grads, NOT_SAVED),
            (0.9 ** np.arange(4).reshape(rates.shape) * g, "rho is 0.9 whatever the caller says."),
            (np.stack([g] * 4), "The old velocity comes back whole: multiply it by rho."),
            (
                rates * np.array([1, -1, 1, -1]).reshape(rates.shape) * g,
                "The velocity turns around at each step: look at the sign before `rho`.",
            ),
        ],
    )


@momentum.property("a constant gradient adds up", weight=1)
def momentum_constant_gradient(t: Trial, momentum: Function) -> None:
    w, g = _start_and_gradient(t)
    rates = np.array([1.0, 1.75, 2.3125, 2.734375]).reshape((4,) + (1,) * g.ndim)
    follow(
        t,
        moves(t, momentum, w, [g] * 4, rho=0.75),
        rates * g,
        "The same gradient four times, with rho = 0.75: the moves grow as 1, 1 + 0.75, "
        "1 + 0.75 + 0.5625, ...",
        mistakes=[(np.stack([g] * 4), NOT_SAVED)],
    )


@momentum.property("six different gradients", weight=3)
def momentum_different_gradients(t: Trial, momentum: Function) -> None:
    w = _start(t)
    grads, rho = random_gradients(t, 6, *w.shape), 0.8
    follow(
        t,
        moves(t, momentum, w, grads, rho=rho),
        decaying_sum(grads, rho),
        "Each move must be the sum of all gradients so far, the one of k steps ago times rho**k.",
        mistakes=[(grads, NOT_SAVED)],
    )
    _name_the_velocity(t, momentum, rho)


@momentum.detail("without rho it is 0.9", weight=1)
def momentum_default_rho(t: Trial, momentum: Function) -> None:
    _default_rho(t, momentum, [1.0, 1.9, 2.71])


@momentum.detail("two parameters in turn", weight=1)
def momentum_two_parameters(t: Trial, momentum: Function) -> None:
    runs = two_parameters(t, steps=4)
    apart(t, momentum, runs, [decaying_sum(grads, 0.8) for _, grads in runs], rho=0.8)


@momentum.guard("float32, and views with gaps")
def momentum_other_forms(t: Trial, momentum: Function) -> None:
    other_forms_of_dw(t, momentum)


@momentum.guard("late steps are like the first")
def momentum_long_run(t: Trial, momentum: Function) -> None:
    long_run(t, momentum, lambda g: decaying_sum(g, 0.9), rho=0.9)


def _rho_of_zero(t: Trial, rule: Function, want: Callable[[Array, float], Array]) -> None:
    w = _start(t)
    g = random_gradients(t, 2, *w.shape)
    zero_counts(
        t,
        "rho",
        lambda rho: moves(t, rule, w, g, rho=rho),
        lambda rho: want(g, rho),
        other=0.6,
        default=0.9,
    )


@momentum.guard("rho = 0 is like any other")
def momentum_rho_of_zero(t: Trial, momentum: Function) -> None:
    _rho_of_zero(t, momentum, decaying_sum)


@nesterov.property("from rest, 1 + rho times the plain step", weight=1)
def nesterov_from_rest(t: Trial, nesterov: Function) -> None:
    w, g = _start_and_gradient(t)
    got = moves(t, nesterov, w, [g], rho=0.75)
    follow(
        t,
        got,
        1.75 * g[None],
        "The first velocity is `lr * dw` downhill, and the shifted point moves by that and by rho "
        "times it again.",
        mistakes=[
            (
                g[None],
                "That is the step of plain momentum; the shifted point moves farther. Is the old "
                "velocity still the old one when you use it? An update in place changes it.",
            ),
            (-1.75 * g[None], "You went uphill: look at the sign before `lr`."),
            (0 * g[None], "`w` did not move: use the velocity after the gradient has joined it."),
            (0.75 * g[None], "A part of the step is missing: both lr * dw and rho times it count."),
            (0.25 * g[None], "The two velocities are mixed up: old and new, rho and 1 + rho."),
            *_first_step_mistakes(w, g, 1.75),
        ],
    )


@nesterov.property("after one push: 1.5, 0.25, 0.125, 0.0625", weight=2)
def nesterov_after_push(t: Trial, nesterov: Function) -> None:
    w, g = _start_and_gradient(t)
    grads = np.stack([g, 0 * g, 0 * g, 0 * g])
    shape = (4,) + (1,) * g.ndim

    def rates(*values: float) -> Array:
        return np.array(values).reshape(shape) * g

    follow(
        t,
        moves(t, nesterov, w, grads, rho=0.5),
        rates(1.5, 0.25, 0.125, 0.0625),
        "One gradient, then three gradients of 0, with rho = 0.5. Without a gradient the velocity "
        "halves, and the shifted point moves by rho times the new velocity.",
        mistakes=[
            (rates(1.5, 0, 0, 0), NOT_SAVED),
            (
                rates(1.5, -0.25, -0.125, -0.0625),
                "Without a gradient `w` goes back: the old velocity is taken away once too often. "
                "The move is not rho times the change of the velocity.",
            ),
            (
                rates(1.5, 1.25, 0.625, 0.3125),
                "The old velocity enters with the wrong sign: its part of the shift is taken "
                "away before the new one is added.",
            ),
            (
                rates(1.5, 0.75, 0.375, 0.1875),
                "The part of the shift that the old velocity made is never taken away.",
            ),
            (rates(1.5, 0.171, 0.1539, 0.13851), "rho is 0.9 whatever the caller says."),
        ],
    )


@nesterov.property("equal to Nesterov's own form, seen from the shifted point", weight=3)
def nesterov_own_form(t: Trial, nesterov: Function) -> None:
    rho = 0.8
    curvature = t.draw(
        np.array([[0.5, 2.0], [4.0, 1.0], [7.0, 3.0]]),
        lambda rng: rng.uniform(0.2, 7, drawn_shape(rng)),
    )
    # Nesterov's form: x, v, and a gradient at the shifted point x + rho v. There f(w) = curvature
    # * w**2 / 2, and the student's w is that shifted point.
    x, v = t.rng.standard_normal(curvature.shape), np.zeros(curvature.shape)
    w, state = x.copy(), None
    got, want = [w], [x + rho * v]
    for _ in range(6):
        w, state = step(t, nesterov, w, curvature * w, state, rho=rho)
        v = rho * v - LR * curvature * (x + rho * v)
        x = x + v
        got.append(w)
        want.append(x + rho * v)
    follow(
        t,
        way_down(np.array(got, dtype=got[-1].dtype)),
        way_down(np.array(want)),
        "On a quadratic surface your `w` must follow x + rho * v of the form "
        "v = rho * v - lr * grad(x + rho * v), x = x + v.",
        "Write down x + rho * v before and after a step; their difference is the move of `w`.",
    )
    _name_the_velocity(t, nesterov, rho)


@nesterov.detail("without rho it is 0.9", weight=1)
def nesterov_default_rho(t: Trial, nesterov: Function) -> None:
    _default_rho(t, nesterov, [1.9, 2.71, 3.439])


@nesterov.detail("two parameters in turn", weight=1)
def nesterov_two_parameters(t: Trial, nesterov: Function) -> None:
    runs = two_parameters(t, steps=4)
    wants = [_shifted(grads, 0.8) for _, grads in runs]
    apart(t, nesterov, runs, wants, rho=0.8)


def _shifted(g: Array, rho: float) -> Array:
    """Return the moves of the shifted point: lr * dw, and rho times the new velocity."""
    return g + rho * decaying_sum(g, rho)


@nesterov.guard("float32, and views with gaps")
def nesterov_other_forms(t: Trial, nesterov: Function) -> None:
    other_forms_of_dw(t, nesterov)


@nesterov.guard("late steps are like the first")
def nesterov_long_run(t: Trial, nesterov: Function) -> None:
    long_run(t, nesterov, lambda g: _shifted(g, 0.9), rho=0.9)


@nesterov.guard("rho = 0 is like any other")
def nesterov_rho_of_zero(t: Trial, nesterov: Function) -> None:
    _rho_of_zero(t, nesterov, _shifted)
