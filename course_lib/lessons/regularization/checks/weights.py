"""Checks of notebook 08: penalties on weights, and max norm."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import other_forms, zero_counts
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake

penalties = Exercise("penalties", functions=("l2", "l1", "elastic_net"))
HALF = (
    "The 1/2 is missing. The course has it, so that the gradient is strength * w; CS231n's 2017 "
    "lecture writes the sum without it."
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
        (right / w.size, "You took the mean over the entries; the penalty is their sum."),
        (right / len(w), "You divided by the number of rows."),
        (-right, "The penalty is negative: training would make the weights larger."),
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
            (0.5 * squares, "The strength is missing."),
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
    _, dw = t.call(l2, w, strength, returns="loss, dw")
    t.close(
        "dw",
        dw,
        strength * w,
        "`dw` is not the gradient of 0.5 * strength * sum(w**2).",
        "The derivative of w**2 / 2 is w.",
        mistakes=[
            (2 * strength * w, "That is the gradient without the 1/2 in front of the sum."),
            (0.5 * strength * w, "The derivative of w**2 is 2 w: it takes the 1/2 away."),
            (w, "The strength is missing."),
            (-strength * w, "The sign: adding `dw` to a gradient must pull the weights towards 0."),
            (strength * np.abs(w), "A negative weight is pulled up, so its entry is negative."),
            (strength * w / w.size, "The gradient of the mean over the entries."),
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
            (sizes, "The strength is missing."),
            (strength * w.sum(), "Negative weights count with their size: take absolute values."),
            (strength * abs(w.sum()), "Take the absolute value of each entry, then add."),
            (0.5 * strength * squares, "That is L2."),
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
            (signs, "The strength is missing."),
            (np.full(w.shape, strength), "The slope of |w| is -1 where w is negative."),
            (-strength * signs, "The sign: adding `dw` must pull the weights towards 0."),
            (strength * w, "That is the gradient of L2."),
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
            "`l1` and `l2` are two numbers here: the strengths of the two penalties.",
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
                (want / w.size, "You took the mean over the entries; the penalty is their sum."),
            ],
        )
        t.close(
            "dw",
            dw,
            s1 * signs + s2 * w,
            f"{told} `dw` is not the gradient of the loss.",
            "The gradient of a sum is the sum of the gradients.",
            mistakes=[
                (s1 * signs + 2 * s2 * w, "The L2 part of the gradient has a 2 too many."),
                (s2 * signs + s1 * w, "The two strengths are swapped."),
                (s1 * signs, "The L2 part is missing."),
                (s2 * w, "The L1 part is missing."),
                (s1 + s2 * w, "The slope of |w| is -1 where w is negative."),
                (-s1 * signs - s2 * w, "The sign: adding `dw` must pull the weights towards 0."),
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


@penalties.guard("float32, and views with gaps")
def penalties_other_forms(t: Trial, l2: Function, l1: Function, elastic_net: Function) -> None:
    def run(w: Array) -> Any:
        results = [t.call(f, w, 0.3, returns="loss, dw", may_change=(w,)) for f in (l2, l1)]
        both = t.call(elastic_net, w, 0.3, 0.6, returns="loss, dw", may_change=(w,))
        return tuple(part for result in (*results, both) for part in result)

    other_forms(t, run, t.rng.standard_normal((4, 3)))


max_norm = Exercise("max_norm", functions=("max_norm",))


def _columns(t: Trial, lengths: list[float]) -> Array:
    """Return a matrix whose columns have random directions and these lengths."""
    rows = t.either(3, 5)
    w = t.rng.standard_normal((rows, len(lengths)))
    return np.stack([lengths[j] * c / np.sqrt(c @ c) for j, c in enumerate(w.T)], axis=1)


def _scaled(w: Array, factor: Any) -> Array:
    scaled: Array = w * factor
    return scaled


@max_norm.property("long columns get length c and keep their direction", weight=4)
def max_norm_long_columns(t: Trial, max_norm: Function) -> None:
    c = 2.0
    lengths = t.either([4.0, 3.0, 20.0, 8.0], [2.5, 6.0, 30.0, 4.0])
    w = _columns(t, lengths)
    rows = np.sqrt((w**2).sum(axis=1, keepdims=True))
    whole = np.sqrt((w**2).sum())
    rows_long = "A column has as many entries as `w` has rows; there is one length for each column."
    back = t.call(max_norm, w, c, causes=[("broadcast", rows_long)])
    got = t.array("w", back, w.shape)
    shown = np.sqrt((np.asarray(got, dtype=float) ** 2).sum(axis=0))
    t.close(
        "w",
        got,
        _scaled(w, c / np.array(lengths)),
        f"With c = {c:g} the columns of `w` have lengths {', '.join(f'{v:g}' for v in lengths)}. "
        f"Each should come back as the same column with length {c:g}; yours have lengths "
        f"{', '.join(f'{v:.3g}' for v in shown)}.",
        "The length of a column is the root of the sum of its squares. Multiply the whole column "
        "by one number.",
        mistakes=[
            (w, "`w` came back as it was."),
            (_scaled(w, np.minimum(1, c / rows)), "You limited the rows; w (D, M) has M columns."),
            (_scaled(w, c / whole), "You limited the norm of the whole matrix."),
            (np.clip(w, -c, c), "You clipped entry by entry: the direction is lost."),
            (_scaled(w, 1 / np.array(lengths)), "Every column has length 1: where is c?"),
            (
                _scaled(w, c / np.array(lengths) ** 2),
                "You divided by the squared length; the root is missing.",
            ),
            (
                _scaled(w, np.sqrt(c / np.array(lengths))),
                "You compared c with the square of the length.",
            ),
            (
                _scaled(w, c / np.abs(w).sum(axis=0)),
                "You divided by the sum of absolute values: that is another norm.",
            ),
            (_scaled(w, c / np.abs(w).max(axis=0)), "You divided by the largest entry."),
        ],
        rtol=1e-5,
    )


@max_norm.property("short columns stay as they are, beside long ones", weight=4)
def max_norm_short_columns(t: Trial, max_norm: Function) -> None:
    c = 3.0
    lengths = np.array(t.either([1.0, 12.0, 2.9, 3.0, 0.1], [0.5, 9.0, 2.9, 12.0, 3.0]))
    w = _columns(t, list(lengths))
    got = np.asarray(t.array("w", t.call(max_norm, w, c), w.shape), dtype=float)
    after = np.sqrt((got**2).sum(axis=0))
    t.require(
        np.all(after <= c * (1 + 1e-5)),
        f"With c = {c:g} a column of length {after.max():.3g} is left.",
        "Each column has its own length and its own factor.",
    )
    short = lengths < c + 1e-9
    factor = after[short] / lengths[short]
    cause = "Columns that are short enough have nothing to lose: their factor is 1."
    if np.allclose(after[short], c, rtol=1e-4):
        cause = "You stretched short columns to length c. Max norm is a limit, not a target."
    elif np.allclose(factor, c / lengths.max(), rtol=1e-4):
        cause = "The longest column decides for all. Each column has its own factor."
    t.close(
        "short columns",
        got[:, short],
        w[:, short],
        f"Columns of length up to c = {c:g} must not change; yours were multiplied by "
        f"{', '.join(f'{v:.3g}' for v in factor)}.",
        cause,
        rtol=1e-5,
    )


@max_norm.guard("a column of zeros stays 0")
def max_norm_zero_column(t: Trial, max_norm: Function) -> None:
    w = _columns(t, [0.5, 5.0, 1.0])
    w[:, 0] = 0.0
    got = np.asarray(t.call(max_norm, w, 1.0))
    t.require(
        got.shape == w.shape and np.all(got[:, 0] == 0),
        "A column of zeros came back as something else.",
        "0 / 0 is nan: decide for each column whether it is too long before you divide.",
    )
    t.close("w", got[:, 1], w[:, 1] / 5.0, "The column beside it is wrong.", rtol=1e-5)


@max_norm.guard("one column, one row")
def max_norm_single_column(t: Trial, max_norm: Function) -> None:
    for w, want in (
        (np.array([[3.0], [-4.0]]), np.array([[1.5], [-2.0]])),
        (np.array([[5.0, -0.5, -10.0]]), np.array([[2.5, -0.5, -2.5]])),
    ):
        got = t.call(max_norm, w, 2.5)
        t.close("w", got, want, f"For `w` of shape {w.shape} the result is wrong.", rtol=1e-5)


@max_norm.guard("float32, and views with gaps")
def max_norm_other_forms(t: Trial, max_norm: Function) -> None:
    def run(w: Array) -> Any:
        return t.call(max_norm, w, 1.5, may_change=(w,))

    other_forms(t, run, 2 * t.rng.standard_normal((4, 3)))
