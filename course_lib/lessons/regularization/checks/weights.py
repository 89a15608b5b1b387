"""Checks of notebook 08: penalties on weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake

penalties = Exercise("penalties", functions=("l2", "l1", "elastic_net"))
HALF = (
    "The 1/2 is missing. The course has it, so that the gradient is strength * w; CS231n's 2017 "
    "lecture writes the sum without it."
)
SIGN = (
    "The sign: a penalty is positive, and its gradient, added to another, pulls weights towards 0."
)
NO_STRENGTH = "The strength is missing."
MEAN = "You took the mean over the entries; the penalty is their sum."
IS_L2 = "That is L2."
NO_ABS = (
    "Negative weights count with their size: the loss takes |w|, whose slope is -1 where w is "
    "negative."
)
AXIS = "Add over all entries of `w`: the result is one number."


def _result(t: Trial, f: Function, w: Array, *strengths: float) -> tuple[Any, Any]:
    """Return loss and dw of a call; what often goes wrong here gets its cause."""
    hidden = (
        "Inside `elastic_net` the names `l1` and `l2` are the two strengths, numbers; they hide "
        "your functions. Write the formula out."
    )
    loss, dw = t.call(f, w, *strengths, returns="loss, dw", causes=[("not callable", hidden)])
    if isinstance(loss, np.ndarray) and loss.ndim:
        cause = f"{AXIS} `np.sum(...)` without an `axis` does that; Python's own `sum` adds rows."
        if np.ndim(dw) == 0:
            cause = "The order is `loss, dw`."
        raise Wrong(f"`loss` has shape {loss.shape}; it must be one number.", cause)
    return loss, dw


def _weights(t: Trial) -> tuple[Array, float]:
    """Return different whole numbers in a random order with random signs, and a strength."""
    shape = t.either((4, 3), (3, 5))
    n = int(np.prod(shape))
    sizes = t.draw(np.arange(1, n + 1), lambda rng: rng.choice(np.arange(1, 30), n, replace=False))
    strength = t.draw(0.2, lambda rng: round(rng.uniform(0.15, 0.9), 2))
    signs = t.rng.choice([-1.0, 1.0], size=n)
    signs[:2] = [1.0, -1.0]  # never all of one sign: then sum and sum of absolute values agree
    return t.rng.permutation(sizes * signs).reshape(shape), strength


def _sums(w: Array) -> tuple[float, float]:
    """Return the sum of the squares and of the absolute values."""
    return float(np.sum(w**2)), float(np.sum(np.abs(w)))


def _loss_mistakes(right: float, w: Array) -> list[Mistake]:
    return [
        (right / w.size, MEAN),
        (right / len(w), "You divided by the number of rows."),
        (-right, SIGN),
    ]


def _beside_a_huge_weight(t: Trial, f: Function, w: Array, l1: float, l2: float) -> None:
    """Fail unless ``dw`` is right where one weight makes up all of the loss but its last digits."""
    w = np.where(np.arange(w.size).reshape(w.shape) == 0, HUGE**2, w)
    strengths = [s for s in (l1, l2) if s]
    _, dw = t.call(f, w, *strengths, returns="loss, dw")
    want = l1 * np.sign(w) + l2 * w
    symptom = "Beside a weight of 5e27 `dw` loses the gradients of the others."
    keeps_its_digits(t, "dw", dw, want, symptom)


@penalties.property("l2: the loss", weight=2, of="loss")
def l2_loss(t: Trial, l2: Function) -> None:
    w, strength = _weights(t)
    loss, _ = _result(t, l2, w, strength)
    squares, _ = _sums(w)
    want = 0.5 * strength * squares
    t.close(
        "loss",
        loss,
        want,
        f"The squares of `w` add up to {squares:g}. With strength {strength:g} the loss should be "
        f"{want:g}.",
        AXIS,
        mistakes=[
            (2 * want, HALF),
            (0.5 * squares, NO_STRENGTH),
            (0.5 * strength * np.sqrt(squares), "You took the norm; its square is wanted."),
            (0.5 * strength**2 * squares, "The strength is squared."),
            *(
                (0.5 * strength * product.sum(), "You multiply matrices; square entry by entry.")
                for product in (w.T @ w, w @ w.T)
            ),
            *_loss_mistakes(want, w),
        ],
    )


@penalties.property("l2: the gradient", weight=2, of="gradient")
def l2_gradient(t: Trial, l2: Function) -> None:
    w, strength = _weights(t)
    loss, dw = t.call(l2, w, strength, returns="loss, dw")
    half = 0.5 * _sums(w)[0]

    def loss_is(want: float) -> bool:
        return t.passes(lambda: t.close("loss", loss, want, ""))

    t.close(
        "dw",
        dw,
        strength * w,
        "`dw` is not the gradient of 0.5 * strength * sum(w**2).",
        "The derivative of w**2 / 2 is w.",
        mistakes=[
            (2 * strength * w, HALF),
            (0.5 * strength * w, "The derivative of w**2 is 2 w: it takes the 1/2 away."),
            # A function that gives w back misses more.
            *([(w, NO_STRENGTH)] if loss_is(half) or loss_is(strength * half) else []),
            (-strength * w, SIGN),
            (strength * np.abs(w), "A negative weight is pulled up, so its entry is negative."),
            (strength * w / w.size, MEAN),
        ],
    )
    _beside_a_huge_weight(t, l2, w, 0.0, strength)


@penalties.property("l1: the loss", weight=2, of="loss")
def l1_loss(t: Trial, l1: Function) -> None:
    w, strength = _weights(t)
    loss, _ = _result(t, l1, w, strength)
    squares, sizes = _sums(w)
    want = strength * sizes
    t.close(
        "loss",
        loss,
        want,
        f"The absolute values of `w` add up to {sizes:g}. With strength {strength:g} the loss "
        f"should be {want:g}.",
        AXIS,
        mistakes=[
            (0.5 * want, "Only L2 has a 1/2."),
            (sizes, NO_STRENGTH),
            (strength * w.sum(), NO_ABS),
            (strength * abs(w.sum()), "Take the absolute value of each entry, then add."),
            (0.5 * strength * squares, IS_L2),
            (strength * np.abs(w).sum(axis=0).max(), "That is the largest column: add all."),
            *_loss_mistakes(want, w),
        ],
    )


@penalties.property("l1: the gradient", weight=2, of="gradient")
def l1_gradient(t: Trial, l1: Function) -> None:
    w, strength = _weights(t)
    _, dw = t.call(l1, w, strength, returns="loss, dw")
    signs = np.sign(w)
    t.close(
        "dw",
        dw,
        strength * signs,
        "`dw` is not the gradient of strength * sum(|w|).",
        "The slope of |w| is 1 on the right of 0 and -1 on the left, however large w is.",
        mistakes=[
            (signs, NO_STRENGTH),
            (np.full(w.shape, strength), NO_ABS),
            (-strength * signs, SIGN),
            (strength * w, IS_L2),
            (0.5 * strength * signs, "Only L2 has a 1/2."),
        ],
    )
    _beside_a_huge_weight(t, l1, w, strength, 0.0)


@penalties.property("elastic_net: both, each with its own strength", weight=3)
def elastic_net_strengths(t: Trial, elastic_net: Function) -> None:
    w, a = _weights(t)
    b = t.either(0.7, 1.1)  # the first is never drawn so large
    squares, sizes = _sums(w)
    signs = np.sign(w)
    for s1, s2 in ((a, b), (a, 0.0), (0.0, b)):
        loss, dw = _result(t, elastic_net, w, s1, s2)
        told = f"With l1 = {s1:g} and l2 = {s2:g}"
        want = s1 * sizes + 0.5 * s2 * squares
        t.close(
            "loss",
            loss,
            want,
            f"{told} the loss should be {want:g}: `w` has absolute values of sum {sizes:g} and "
            f"squares of sum {squares:g}.",
            AXIS,
            mistakes=[
                (s1 * sizes + s2 * squares, "The 1/2 of L2 is missing."),
                (s2 * sizes + 0.5 * s1 * squares, "The two strengths are swapped."),
                (s1 * sizes, "The L2 part is missing."),
                (0.5 * s2 * squares, "The L1 part is missing."),
                (0.5 * (s1 * sizes + s2 * squares), "Only the L2 part has a 1/2."),
                (
                    s1 * (sizes + s2 * squares),
                    "The lecture's form has one strength for all and a beta on L2; here each part "
                    "has its own strength.",
                ),
                (want / w.size, MEAN),
            ],
        )
        t.close(
            "dw",
            dw,
            s1 * signs + s2 * w,
            f"{told} `dw` is not the gradient of the loss.",
            "Add what the two parts give: the gradient of `l1` and that of `l2`, each as above.",
            mistakes=[
                (s1 * signs + 2 * s2 * w, "The L2 part of the gradient has a 2 too many."),
                (s2 * signs + s1 * w, "The two strengths are swapped."),
                (s1 * signs, "The L2 part is missing."),
                (s2 * w, "The L1 part is missing."),
                (s1 + s2 * w, NO_ABS),
                (-s1 * signs - s2 * w, SIGN),
            ],
        )
    _beside_a_huge_weight(t, elastic_net, w, a, b)


@penalties.guard("a weight of 0 gives no nan")
def penalties_at_zero(t: Trial, l1: Function, elastic_net: Function) -> None:
    w, strength = np.array([[0.0, 2.0], [-1.0, 0.0]]), 0.4
    for name, got in (
        ("l1", _result(t, l1, w, strength)),
        ("elastic_net", _result(t, elastic_net, w, strength, 0.1)),
    ):
        t.require(
            not isinstance(got[1], np.ndarray) or np.isfinite(got[1]).all(),
            f"`{name}`: at a weight of 0 your gradient is nan or inf.",
            "w / |w| is 0 / 0 there. At 0 any slope from -strength to strength is right.",
        )
        dw = t.array("dw", got[1], w.shape)[w == 0]
        t.require(
            np.abs(dw).max() <= strength * (1 + 1e-6),
            f"`{name}`: at a weight of 0 your gradient is {dw[0]:.3g}, larger than the strength.",
            "At 0 any slope from -strength to strength is right; 0 is the usual choice.",
        )
        if np.abs(dw).max() > 0:
            t.note(
                "at w = 0 your slope of |w| is not 0. That is allowed, and it would move a weight "
                "that has arrived at 0 away again."
            )


@penalties.guard("weights of any shape")
def penalties_any_shape(t: Trial, l2: Function, l1: Function, elastic_net: Function) -> None:
    for shape in ((4,), (1, 3), (3, 1), (2, 2, 2)):
        w = t.rng.choice([-2.0, 2.0], size=shape)
        for f, strengths, want in (
            (l2, (0.5,), 1.0),
            (l1, (0.5,), 1.0),
            (elastic_net, (0.25, 0.25), 1.0),
        ):
            loss, dw = _result(t, f, w, *strengths)
            t.close("loss", loss, want * w.size, f"`w` of shape {shape}: the loss is off.", AXIS)
            t.array("dw", dw, shape)


@penalties.guard("strength = 0 is like any other")
def penalties_strength_zero(t: Trial, l2: Function, l1: Function) -> None:
    w = t.rng.choice([-1.0, 1.0], (4, 3)) * t.rng.uniform(1, 2, (4, 3))
    for f, slope in ((l2, w), (l1, np.sign(w))):

        def run(strength: float, f: Function = f) -> Any:
            return t.call(f, w, strength, returns="loss, dw")[1]

        def want(strength: float, slope: Array = slope) -> Array:
            return strength * slope

        zero_counts(t, "strength", run, want, other=0.5, default=1.0)


def _of_all(t: Trial, l2: Function, l1: Function, elastic_net: Function, w: Array) -> Any:
    results = [t.call(f, w, 0.3, returns="loss, dw") for f in (l2, l1)]
    both = t.call(elastic_net, w, 0.3, 0.6, returns="loss, dw")
    return tuple(part for result in (*results, both) for part in result)


any_form(penalties, (4, 3), run=_of_all)
