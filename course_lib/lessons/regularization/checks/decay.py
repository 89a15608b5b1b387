"""Checks of AdamW: Adam whose decay of the weights stays outside the division."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.adam import (
    adam_apart,
    adam_eps_counts,
    adam_moves,
    adam_zeros,
    first_step_mistakes,
    later_mistakes,
)
from course_lib.checking.core import Exercise
from course_lib.checking.eps import REST_CAUSE, all_sizes
from course_lib.checking.paths import (
    LR,
    TINY,
    fits,
    follow,
    long_run,
    moves,
    other_forms_of_dw,
    path,
    random_gradients,
    start,
    way_down,
)
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip

adamw = Exercise("adamw", functions=("adamw",))
NO_DECAY: dict[str, Any] = {"weight_decay": 0.0, "beta1": 0.9, "beta2": 0.999, "eps": TINY}
KEPT = (
    "The state holds the two means as they are, not the corrected ones, and the number of steps; "
    "correct with the number of this step."
)
NAN_CAUSE = (
    f"{REST_CAUSE} The root of a negative number is nan as well: beta**t is a power, not a product."
)
TWICE = Slip("The decay is applied twice.")
WITH_L2 = "The decay was added to the gradient before the means: that is Adam with L2."
WITHOUT_LR = (
    "The decay is not multiplied by lr. The paper's formula has a schedule's factor there; in the "
    "course, as in PyTorch, it is lr."
)
GROWS = "The weights grow: look at the sign of the decay."
DIVIDED = "The decay is divided by the root of the mean square."
NOTHING = "Nothing decays: every step takes lr * weight_decay * w away, whatever the gradient."
AFTER = (
    "you decay after the step of Adam (as some libraries do). The course decays the old weights; "
    "the difference is lr * weight_decay times a step."
)


@adamw.known("weight_decay is 0.01 whatever the caller says.", "adamw", kind="idea")
def decay_of_its_own(f: Function) -> Function:
    def mended(
        w: Array, dw: Array, state: Any, lr: float, weight_decay: float, **others: Any
    ) -> Any:
        old = w.copy()
        new, state = f(w, dw, state, lr, weight_decay=weight_decay, **others)
        return new + lr * (0.01 - weight_decay) * old, state

    return mended


def _judge(
    t: Trial, places: Array, decay: float, adam: Array, text: str, mistakes: Any = ()
) -> None:
    """Fail unless each move is ``decay`` times the old weights plus ``adam``, in units of lr.

    That ``adam`` is right without decay was seen before.
    """
    down = way_down(places)
    old = places[:-1]
    later = adam + decay * (old - LR * adam)
    if not fits(t, down, adam + decay * old) and fits(t, down, later):
        t.note(AFTER)
        return
    follow(
        t,
        down,
        adam + decay * old,
        text,
        "",
        [
            *mistakes,
            (adam + 2 * decay * old, TWICE),
            (adam, NOTHING),
        ],
    )


@adamw.property("without decay it is Adam: the first step is lr in every entry", weight=2)
def adamw_first_step(t: Trial, adamw: Function) -> None:
    g = all_sizes(t)
    follow(
        t,
        moves(
            t,
            adamw,
            start(t, g.shape),
            [g],
            "1 - beta**t is 0 at t = 0: the first call must count as t = 1.",
            **NO_DECAY,
        ),
        np.sign(g)[None],
        "weight_decay = 0 and gradients from 0.2 to 2000: each entry moves by lr, downhill.",
        "Without decay nothing is left but the step of Adam, corrected for the start at 0.",
        first_step_mistakes(g, "The two means are not corrected for their start at 0."),
    )


@adamw.property("without gradients every weight shrinks by the factor 1 - lr * decay", weight=3)
def adamw_shrinks_weights(t: Trial, adamw: Function) -> None:
    decay = t.either(0.5, 0.8)
    w = random_gradients(t, 2, 3)
    zero = np.zeros_like(w)
    t.worked(
        a_weight=w[0, 0],
        weight_decay=decay,
        lr_times_decay_times_weight=LR * decay * w[0, 0],
        after_a_step=w[0, 0] * (1 - LR * decay),
        after_two=w[0, 0] * (1 - LR * decay) ** 2,
    )
    # Another beta1: 1 / (1 - 0.9) would be 1 / LR.
    options = {**NO_DECAY, "beta1": 0.8, "weight_decay": decay}
    places = path(t, adamw, w, [zero] * 4, NAN_CAUSE, **options)

    def moves_at_all() -> None:
        t.require(moves(t, adamw, w, [zero + 1.0], **NO_DECAY).any(), "")

    down = way_down(places)
    cause = "Subtract lr * weight_decay * w beside the step of Adam."
    follow(
        t,
        down[:1],
        decay * w[None],
        f"dw is 0 and weight_decay is {decay:g}: a step takes lr * {decay:g} * w away.",
        cause,
        mistakes=[
            (np.sign(w)[None], WITH_L2),
            *([(0 * w[None], NOTHING)] if t.passes(moves_at_all) else []),
            (decay * w[None] / LR, WITHOUT_LR),
            (decay * w[None] / TINY, DIVIDED),
            (decay * LR * w[None], "lr multiplies the decay twice."),
            (-decay * w[None], GROWS),
            (decay * np.sign(w)[None], "That is the gradient of L1; the decay is of w itself."),
            (2 * decay * w[None], TWICE),
            (0.5 * decay * w[None], "There is no 1/2 in the decay."),
            (w[None], "weight_decay is not used."),
            (decay * w[None] ** 2, "The decay is of w, not of its square."),
        ],
    )
    follow(
        t,
        down,
        decay * places[:-1],
        "Four steps without a gradient: each takes the same share of what is left.",
        "The decay depends on the weights of this step alone, on no memory.",
    )


@adamw.property("decay and gradient together: the decay is not divided by the root", weight=3)
def adamw_decay_undivided(t: Trial, adamw: Function) -> None:
    g = all_sizes(t)
    decay, w = 0.5, random_gradients(t, *g.shape)
    options = {**NO_DECAY, "beta1": 0.8, "weight_decay": decay}
    first = path(t, adamw, w, [g], NAN_CAUSE, **options)
    _judge(
        t,
        first,
        decay,
        np.sign(g)[None],
        "The first step should be lr times the sign of the gradient, plus lr * 0.5 * w.",
        mistakes=[
            (np.sign(g + decay * w)[None], WITH_L2),
            (np.sign(g)[None] + decay * w[None] / np.abs(g)[None], DIVIDED),
            (decay * w[None], "The step of Adam is missing."),
            (np.sign(g)[None] - decay * w[None], GROWS),
            (np.sign(g)[None] + decay * w[None] / LR, WITHOUT_LR),
        ],
    )
    n = 5
    plain = moves(t, adamw, w, [g] * n, NAN_CAUSE, **NO_DECAY)
    follow(
        t,
        plain,
        np.stack([np.sign(g)] * n),
        "Five equal gradients, and weight_decay = 0: every step should be lr.",
        KEPT,
    )
    places = path(t, adamw, w, [g] * n, NAN_CAUSE, **options)
    _judge(
        t,
        places,
        decay,
        np.stack([np.sign(g)] * n),
        "Five equal gradients: the part of Adam stays lr * sign(dw), the decay follows `w`.",
    )


@adamw.property("different gradients: mean over root mean square, and the decay", weight=4)
def adamw_different_gradients(t: Trial, adamw: Function) -> None:
    shape = t.either((2, 3), (4,))
    g = random_gradients(t, 7, *shape)
    beta1, beta2, decay = 0.5, 0.75, 0.3
    options: dict[str, Any] = {"beta1": beta1, "beta2": beta2, "eps": TINY}
    w = start(t, shape)
    plain = moves(t, adamw, w, g, weight_decay=0.0, **options)
    follow(
        t,
        plain,
        adam_moves(g, beta1, beta2),
        "Already with weight_decay = 0: with beta1 = 0.5 and beta2 = 0.75 a gradient of k steps "
        "ago weighs 0.5**k in the mean and 0.75**k in the mean of squares.",
        mistakes=later_mistakes(g, beta1, beta2),
    )
    places = path(t, adamw, w, g, NAN_CAUSE, weight_decay=decay, **options)
    _judge(
        t,
        places,
        decay,
        adam_moves(g, beta1, beta2),
        "With weight_decay = 0.3: the part of Adam must be what it is without decay.",
        [(adam_moves(g + decay * places[:-1], beta1, beta2), WITH_L2)],
    )


@adamw.detail("eps is the one that the caller gives", weight=1)
def adamw_given_eps(t: Trial, adamw: Function) -> None:
    rest = np.zeros((2, 3))
    t.require(t.passes(lambda: moves(t, adamw, rest, [rest], **NO_DECAY)), ALREADY)
    adam_eps_counts(t, adamw, weight_decay=0.0)


@adamw.detail("two parameters in turn", weight=1)
def adamw_two_parameters(t: Trial, adamw: Function) -> None:
    adam_apart(t, adamw, weight_decay=0.0)


@adamw.guard("float32, and views with gaps")
def adamw_other_forms(t: Trial, adamw: Function) -> None:
    other_forms_of_dw(t, adamw, weight_decay=0.5)


@adamw.guard("late steps are like the first")
def adamw_long_run(t: Trial, adamw: Function) -> None:
    options: dict[str, Any] = {"weight_decay": 0.0, "beta1": 0.9, "beta2": 0.99, "eps": TINY}
    long_run(t, adamw, lambda g: adam_moves(g, 0.9, 0.99), **options)


@adamw.guard("a beta or eps of 0 is like any other")
def adamw_options_of_zero(t: Trial, adamw: Function) -> None:
    adam_zeros(t, adamw, weight_decay=0.0)
