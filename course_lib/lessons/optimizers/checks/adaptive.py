"""Checks of AdaGrad and RMSProp: rules that divide by the size of past gradients."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.eps import (
    NOT_SAVED,
    all_sizes,
    column,
    eps_counts,
    gradients_and_eps,
    places,
    rests,
    tiny_steps,
    zero_eps,
)
from course_lib.checking.inputs import drawn_numbers, drawn_shape
from course_lib.checking.paths import (
    LR,
    TINY,
    apart,
    decaying_sum,
    default_form,
    default_moves,
    fits,
    follow,
    long_run,
    moves,
    other_forms_of_dw,
    random_gradients,
    start,
    two_parameters,
)
from course_lib.checking.probes import zero_counts
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

adagrad = Exercise("adagrad", functions=("adagrad",))
rmsprop = Exercise("rmsprop", functions=("rmsprop",))

MEAN = "That is the mean of the squares; AdaGrad keeps their sum."
SWAPPED = "The state came back where the weights belong: return `w, state`, in this order."


@adagrad.property("the first step is lr in every entry", weight=1)
def adagrad_first_step(t: Trial, adagrad: Function) -> None:
    g = all_sizes(t)
    w = start(t, g.shape)
    follow(
        t,
        moves(
            t,
            adagrad,
            w,
            [g],
            "Is the sum below 0 somewhere? It adds squares, which never are.",
            eps=TINY,
        ),
        np.sign(g)[None],
        "Gradients from 0.2 to 2000: each divided by the root of its own square must move its "
        "entry by lr, downhill.",
        mistakes=[
            (-np.sign(g)[None], "You went uphill."),
            (0 * g[None], "`w` did not move."),
            (g[None], "The gradient is not divided by anything: that is plain descent."),
            (1 / g[None], "You divided by the sum of squares; take its root."),
            (g[None] / np.linalg.norm(g), "One sum for the whole array: each entry has its own."),
            (
                10 * np.sign(g)[None],
                "That is a running mean of squares; AdaGrad keeps their plain sum.",
            ),
            (g[None] / TINY, "The gradient is divided by the old sum: add its square first."),
            ((w - g**2)[None] / LR, SWAPPED),
        ],
    )


@adagrad.property("gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85", weight=3)
def adagrad_whole_roots(t: Trial, adagrad: Function) -> None:
    factors = t.draw(
        np.array([[1.0, -1.0], [10.0, 0.1]]),
        lambda rng: drawn_numbers(rng, *[(0.1, 10)] * 6).reshape(rng.permutation([2, 3])),
    )
    g = column([3.0, 4.0, 12.0, 84.0], factors) * factors
    wanted = column([1, 4 / 5, 12 / 13, 84 / 85], g[0]) * np.sign(g[0])
    total = np.abs(g).cumsum(axis=0)
    root, roots = 0 * g[0], []
    for one in g:
        root = np.sqrt(root + one**2)
        roots.append(root)
    follow(
        t,
        moves(t, adagrad, start(t, factors.shape), g, eps=TINY),
        wanted,
        "The sum of squares grows to 9, 25, 169, 7225; its roots are 3, 5, 13, 85.",
        mistakes=[
            (np.sign(g), NOT_SAVED),
            (g / total, "The sum is one of sizes, not of squares."),
            (
                g / np.stack(roots),
                "The state holds the root: keep the sum, and root it anew.",
            ),
            (
                np.stack([g[0] / np.abs(g[0]), *(g[1:] / np.abs(g[:-1]))]),
                "The gradient is divided by the old sum: add its square first.",
            ),
            (
                g / np.sqrt((g**2).cumsum(axis=0) / column([1, 2, 3, 4], g[0])),
                MEAN,
            ),
        ],
    )


@adagrad.property("a constant gradient: the n-th step is lr / sqrt(n)", weight=2)
def adagrad_constant_gradient(t: Trial, adagrad: Function) -> None:
    g = all_sizes(t)
    n = np.arange(1, 10)
    got = moves(t, adagrad, start(t, g.shape), [g] * len(n), eps=TINY)
    same = np.stack([np.sign(g)] * len(n))
    mean = fits(t, got, same) and _keeps_the_mean(t, adagrad)
    follow(
        t,
        got,
        column(1 / np.sqrt(n), g) * np.sign(g),
        "After n equal gradients the sum of squares is n times the square.",
        mistakes=[(same, MEAN if mean else NOT_SAVED)],
    )


def _keeps_the_mean(t: Trial, adagrad: Function) -> bool:
    """Tell whether two gradients show a mean of squares: equal ones hide that it is kept."""
    g = np.array([[3.0], [4.0]])
    want = g / np.sqrt([[9.0], [12.5]])
    return t.passes(lambda: t.require(fits(t, moves(t, adagrad, g[0], g, eps=TINY), want), ""))


@adagrad.detail("an entry without gradient rests", weight=1)
def adagrad_entry_rests(t: Trial, adagrad: Function) -> None:
    rests(t, adagrad, 1.0)


@adagrad.detail("eps is the one that the caller gives", weight=1)
def adagrad_given_eps(t: Trial, adagrad: Function) -> None:
    g, eps = gradients_and_eps(t)
    n = np.arange(1, 4)
    square = column(n, g) * g**2
    growing = (
        g / np.sqrt(square + column(n, g) * eps),
        "eps is added to the sum at every step, so that it grows.",
    )
    forms = places(g, square, eps)
    eps_counts(t, adagrad, g, eps, g / np.sqrt(square), forms, [growing])


@adagrad.detail("without eps it is 1e-8", weight=1)
def adagrad_default_eps(t: Trial, adagrad: Function) -> None:
    g = t.draw(np.array([1e-8, -3e-4]), lambda rng: drawn_numbers(rng, (5e-9, 3e-8), (2e-4, 9e-4)))
    default_form(
        t,
        adagrad,
        g,
        tiny_steps(g),
        "With a gradient as small as eps the first step is much shorter.",
        "The first line of the function says `eps=1e-8`; leave it as it was.",
        eps=1e-8,
    )


@adagrad.detail("two parameters in turn", weight=1)
def adagrad_two_parameters(t: Trial, adagrad: Function) -> None:
    runs = two_parameters(t, steps=4)
    wants = [g / np.sqrt((g**2).cumsum(axis=0)) for _, g in runs]
    apart(t, adagrad, runs, wants, eps=TINY)


@adagrad.guard("float32, and views with gaps")
def adagrad_other_forms(t: Trial, adagrad: Function) -> None:
    other_forms_of_dw(t, adagrad)


@adagrad.guard("late steps are like the first")
def adagrad_long_run(t: Trial, adagrad: Function) -> None:
    long_run(t, adagrad, lambda g: g / np.sqrt((g**2).cumsum(axis=0)), eps=TINY)


@adagrad.guard("eps = 0 is like any other")
def adagrad_eps_of_zero(t: Trial, adagrad: Function) -> None:
    zero_eps(t, adagrad)


@rmsprop.property("the first step is lr / sqrt(1 - decay) in every entry", weight=1)
def rmsprop_first_step(t: Trial, rmsprop: Function) -> None:
    g = all_sizes(t)
    w = start(t, g.shape)
    brackets = "Is the mean of squares negative? Look for missing brackets around `1 - decay`."
    follow(
        t,
        moves(t, rmsprop, w, [g], brackets, decay=0.75, eps=TINY),
        2 * np.sign(g)[None],
        "With decay = 0.75 the running mean after one step is a quarter of the square, its root "
        "half of the gradient: each entry moves by 2 lr, downhill.",
        mistakes=[
            (-2 * np.sign(g)[None], "You went uphill."),
            (0 * g[None], "`w` did not move."),
            (
                np.sign(g)[None],
                "The square entered whole (AdaGrad's sum has no factor 1 - decay), or the mean is "
                "corrected for its start at 0 (that comes with Adam).",
            ),
            (
                np.sign(g)[None] / np.sqrt(0.75),
                "decay weighs the OLD mean, 1 - decay the new square; here they are swapped.",
            ),
            (10 * np.sign(g)[None], "decay is 0.99 whatever the caller says."),
            (g[None], "The gradient is not divided by anything: that is plain descent."),
            (4 / g[None], "You divided by the mean of squares; take its root."),
            (
                2 * g[None] / np.linalg.norm(g),
                "One mean for the whole array: each entry has its own.",
            ),
            (
                2 * g[None] / np.abs(g - g.mean()),
                "The mean of `dw` was subtracted before the square. Square `dw` as it is.",
            ),
            (g[None] / TINY, "The gradient is divided by the old mean: update it first."),
            (4 * np.sign(g)[None], "The weight is squared with the gradient: square `dw` alone."),
            ((w - 0.25 * g**2)[None] / LR, SWAPPED),
        ],
    )


@rmsprop.property("a constant gradient: steps 1 / sqrt(1 - decay**n)", weight=2)
def rmsprop_constant_gradient(t: Trial, rmsprop: Function) -> None:
    g = all_sizes(t)
    n = np.arange(1, 7)
    follow(
        t,
        moves(t, rmsprop, start(t, g.shape), [g] * len(n), decay=0.5, eps=TINY),
        column(1 / np.sqrt(1 - 0.5**n), g) * np.sign(g),
        "With decay = 0.5 the running mean of an equal square is 1/2, 3/4, 7/8, ... of it.",
        mistakes=[(np.sqrt(2) * np.stack([np.sign(g)] * len(n)), NOT_SAVED)],
    )


@rmsprop.property("old gradients are forgotten", weight=3)
def rmsprop_forgets_old_gradients(t: Trial, rmsprop: Function) -> None:
    shape: tuple[int, ...] = t.draw((2, 3), drawn_shape)
    g = random_gradients(t, 6, *shape)
    g[0] *= 20  # a large one long ago
    decay = 0.75
    follow(
        t,
        moves(t, rmsprop, start(t, shape), g, decay=decay, eps=TINY),
        g / np.sqrt((1 - decay) * decaying_sum(g**2, decay)),
        "The first gradient is large, the later ones small: its square must lose a quarter of its "
        "weight at each step.",
        "The new mean is decay times the old mean plus 1 - decay times the new square.",
        mistakes=[(g / np.sqrt((1 - decay) * g**2), NOT_SAVED)],
    )


@rmsprop.detail("an entry without gradient rests", weight=1)
def rmsprop_entry_rests(t: Trial, rmsprop: Function) -> None:
    rests(t, rmsprop, 2.0, decay=0.75)


@rmsprop.detail("eps is the one that the caller gives", weight=1)
def rmsprop_given_eps(t: Trial, rmsprop: Function) -> None:
    g, eps = gradients_and_eps(t)
    square = column([0.5, 0.75, 0.875], g) * g**2
    forms = places(g, square, eps)
    eps_counts(t, rmsprop, g, eps, g / np.sqrt(square), forms, decay=0.5)


@rmsprop.detail("without decay and eps they are 0.99 and 1e-8", weight=1)
def rmsprop_defaults(t: Trial, rmsprop: Function) -> None:
    g = t.draw(np.array([30.0, -50.0]), lambda rng: drawn_numbers(rng, *[(20, 90)] * 3))
    cause = "The first line of the function says `decay=0.99, eps=1e-8`; leave it as it was."
    default_moves(
        t,
        rmsprop,
        np.ones_like(g),
        [g] * 3,
        column(1 / np.sqrt(1 - 0.99 ** np.arange(1, 4)), g) * np.sign(g),
        "A caller who does not name decay gets another one.",
        cause,
        decay=0.99,
        eps=1e-8,
    )
    small = t.draw(
        np.array([3e-8, -3e-3]), lambda rng: drawn_numbers(rng, (1e-8, 6e-8), (1e-3, 6e-3))
    )
    default_form(
        t,
        rmsprop,
        small,
        tiny_steps(small, 0.01),
        "With a gradient as small as eps the first step is much shorter.",
        cause,
        decay=0.99,
        eps=1e-8,
    )


@rmsprop.detail("two parameters in turn", weight=1)
def rmsprop_two_parameters(t: Trial, rmsprop: Function) -> None:
    runs = two_parameters(t, steps=4)
    wants = [g / np.sqrt(0.5 * decaying_sum(g**2, 0.5)) for _, g in runs]
    apart(t, rmsprop, runs, wants, decay=0.5, eps=TINY)


def _rmsprop_moves(g: Array, decay: float) -> Array:
    return np.asarray(g / np.sqrt((1 - decay) * decaying_sum(g**2, decay)))


@rmsprop.guard("float32, and views with gaps")
def rmsprop_other_forms(t: Trial, rmsprop: Function) -> None:
    other_forms_of_dw(t, rmsprop)


@rmsprop.guard("late steps are like the first")
def rmsprop_long_run(t: Trial, rmsprop: Function) -> None:
    long_run(t, rmsprop, lambda g: _rmsprop_moves(g, 0.9), decay=0.9, eps=TINY)


@rmsprop.guard("decay = 0 and eps = 0 are like any other")
def rmsprop_options_of_zero(t: Trial, rmsprop: Function) -> None:
    g = random_gradients(t, 2, 2, 3)
    zero_counts(
        t,
        "decay",
        lambda decay: moves(t, rmsprop, 0 * g[0], g, decay=decay, eps=TINY),
        lambda decay: _rmsprop_moves(g, decay),
        other=0.75,
        default=0.99,
    )
    zero_eps(t, rmsprop, decay=0.0)
