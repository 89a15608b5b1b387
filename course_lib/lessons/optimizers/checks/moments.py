"""Checks of Adam."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.adam import (
    adam_apart,
    adam_eps_counts,
    adam_moves,
    adam_worked,
    adam_zeros,
    first_step_mistakes,
    later_mistakes,
    weighted_mean,
)
from course_lib.checking.core import Exercise
from course_lib.checking.eps import all_sizes, column, rests, tiny_steps
from course_lib.checking.inputs import drawn_numbers, drawn_shape
from course_lib.checking.paths import (
    TINY,
    default_form,
    default_moves,
    fits,
    follow,
    long_run,
    moves,
    other_forms_of_dw,
    random_gradients,
    start,
)
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Function

adam = Exercise("adam", functions=("adam",))

SIGNS = "Only the sign of the gradient counts: neither the gradients before nor eps enter."


def _only_signs(t: Trial, adam: Function) -> bool:
    """Tell whether every step is the sign of the gradient, even with an eps of 1."""
    g = np.array([[1.0, -2.0], [-3.0, 0.5]])
    return t.passes(
        lambda: t.require(fits(t, moves(t, adam, np.ones(2), g, eps=1.0), np.sign(g)), "")
    )


@adam.property("the first step is lr in every entry", weight=2)
def adam_first_step(t: Trial, adam: Function) -> None:
    g = all_sizes(t)
    signs = np.sign(g)[None]
    found = moves(
        t,
        adam,
        start(t, g.shape),
        [g],
        "1 - beta**t is 0 at t = 0: the first call must count as t = 1. The lecture's loop "
        "`for t in range(num_iterations)` starts at 0 and divides by 0. (Or are the brackets "
        "around 1 - beta**t missing?)",
        beta1=0.9,
        beta2=0.999,
        eps=TINY,
    )
    # Two mistakes go ten times as far with beta1 = 0.9; with 0.5 one of them goes twice as far.
    ten_times = "The means are too small at first: divide by 1 - beta**t."
    if fits(t, found, 10 * signs):
        half = moves(t, adam, start(t, g.shape), [g], beta1=0.5, beta2=0.999, eps=TINY)
        if fits(t, half, 2 * signs):
            ten_times = "The second mean is of the squares of `dw`, not of the squared first mean."
    early = "Correct the mean of squares first, then take its root."
    if fits(t, found, np.sqrt(0.001) * signs):
        # So does a mean of squares that starts with the first one: another gradient tells.
        two = moves(t, adam, start(t, g.shape), [g, 3 * g], beta1=0.9, beta2=0.5, eps=TINY)
        if fits(t, two[1:], (0.39 / 0.19) / np.sqrt(5.0 / 0.75) * signs):
            early = "Your mean of squares starts with the first square. The correction is made for "
            early += "a mean that starts at 0."
    follow(
        t,
        found,
        signs,
        "Gradients from 0.2 to 2000: after the correction both means are those of one gradient, "
        "so each entry moves by lr, downhill.",
        mistakes=[
            *first_step_mistakes(
                g,
                "The means start at 0 and are not corrected for it: that is the lecture's "
                '"Adam (almost)".',
            ),
            (
                signs / np.sqrt(0.999 / 0.001),
                "beta2 weighs the OLD mean of squares, 1 - beta2 the new square.",
            ),
            (9 * signs, "beta1 weighs the OLD mean, 1 - beta1 the new gradient."),
            (10 * signs, ten_times),
            (signs * np.sqrt(0.001), early),
        ],
    )


@adam.property("a constant gradient: every step is lr", weight=2)
def adam_constant_gradient(t: Trial, adam: Function) -> None:
    g = all_sizes(t)
    n = np.arange(1, 9)
    options: dict[str, Any] = {"beta1": 0.9, "beta2": 0.999, "eps": TINY}
    grown1, grown2 = column(1 - 0.9**n, g), column(1 - 0.999**n, g)
    follow(
        t,
        moves(
            t,
            adam,
            start(t, g.shape),
            [g] * len(n),
            "If the first step is fine: does the second call take the parts of the state in the "
            "order in which the first returned them?",
            **options,
        ),
        np.stack([np.sign(g)] * len(n)),
        "Eight equal gradients: a corrected mean of equal numbers is that number.",
        "Count the calls, and correct with the count of this call; keep the uncorrected means.",
        mistakes=[
            (
                np.sign(g) * (grown1 / 0.1) / np.sqrt(grown2 / 0.001),
                "Every call is corrected as if it were the first: t does not grow, is not in the "
                "state, or is no power of beta.",
            ),
        ],
    )


@adam.property("different gradients: mean over root mean square", weight=4)
def adam_different_gradients(t: Trial, adam: Function) -> None:
    shape: tuple[int, ...] = t.draw((2, 3), drawn_shape)
    g = random_gradients(t, 7, *shape)
    beta1, beta2 = 0.5, 0.75
    adam_worked(t, g, beta1, beta2)
    got = moves(t, adam, start(t, shape), g, beta1=beta1, beta2=beta2, eps=TINY)
    signs = fits(t, got, np.sign(g)) and _only_signs(t, adam)
    follow(
        t,
        got,
        adam_moves(g, beta1, beta2),
        "With beta1 = 0.5 and beta2 = 0.75 a gradient of k steps ago weighs 0.5**k in the mean and "
        "0.75**k in the mean of squares.",
        mistakes=[
            *([(np.sign(g), SIGNS)] if signs else []),
            *later_mistakes(g, beta1, beta2),
            (
                np.sign(weighted_mean(g, beta1)),
                "You divided by the mean's own size: average the squares, do not square the mean.",
            ),
        ],
    )


@adam.detail("an entry without gradient rests", weight=1)
def adam_entry_rests(t: Trial, adam: Function) -> None:
    rests(t, adam, 1.0, beta1=0.9, beta2=0.999)


@adam.detail("eps is the one that the caller gives", weight=1)
def adam_given_eps(t: Trial, adam: Function) -> None:
    try:
        adam_eps_counts(t, adam)
    except Wrong as wrong:
        if wrong.certain and _only_signs(t, adam):
            raise Wrong(wrong.symptom, SIGNS, certain=True) from None
        raise


@adam.detail("without betas and eps they are 0.9, 0.999 and 1e-8", weight=1)
def adam_defaults(t: Trial, adam: Function) -> None:
    g = t.draw(
        np.array([[100.0, -80.0], [-20.0, 50.0], [300.0, 90.0], [-60.0, 70.0]]),
        lambda rng: drawn_numbers(rng, *[(20, 300)] * 12).reshape(4, 3),
    )
    cause = (
        "The first line of the function says `beta1=0.9, beta2=0.999, eps=1e-8`; leave it as it "
        "was."
    )
    options: dict[str, Any] = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    default_moves(
        t,
        adam,
        np.ones_like(g[0]),
        list(g),
        adam_moves(g, 0.9, 0.999),
        "A caller who does not name the betas gets others.",
        cause,
        **options,
    )
    small = t.draw(
        np.array([1e-8, -3e-4]), lambda rng: drawn_numbers(rng, (5e-9, 3e-8), (2e-4, 9e-4))
    )
    hat = 0.001
    default_form(
        t,
        adam,
        small,
        [
            *tiny_steps(small),
            ("eps-hat", (small / (np.abs(small) + 1e-8 / np.sqrt(hat)))[None]),
            ("eps-hat inside", (small / np.sqrt(small**2 + 1e-8 / hat))[None]),
        ],
        "With a gradient as small as eps the first step is much shorter.",
        cause,
        **options,
    )


@adam.detail("two parameters in turn", weight=1)
def adam_two_parameters(t: Trial, adam: Function) -> None:
    adam_apart(t, adam)


@adam.guard("float32, and views with gaps")
def adam_other_forms(t: Trial, adam: Function) -> None:
    other_forms_of_dw(t, adam)


@adam.guard("late steps are like the first")
def adam_long_run(t: Trial, adam: Function) -> None:
    long_run(t, adam, lambda g: adam_moves(g, 0.9, 0.99), beta1=0.9, beta2=0.99, eps=TINY)


@adam.guard("a beta or eps of 0 is like any other")
def adam_options_of_zero(t: Trial, adam: Function) -> None:
    adam_zeros(t, adam)
