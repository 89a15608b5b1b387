"""Checks of notebook 04: dropout, what to do at test time, and Monte-Carlo dropout.

A mask is random, so nothing here compares with a stored mask: a share of 2000 independent entries
lies within 0.07 of its expectation, but for less than one right answer in 10^9.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checks.core import Exercise
from course_lib.checks.functions import two_faced_probabilities
from course_lib.checks.trial import Array, Trial, Wrong

Function = Callable[..., Any]

dropout = Exercise("dropout", functions=("dropout_forward", "dropout_backward"))


def _away_from_zero(t: Trial, *shape: int) -> Array:
    """Return random numbers of both signs, none near 0, so that a 0 in out means: dropped."""
    signs: Array = t.rng.choice([-1.0, 1.0], shape)
    return signs * t.rng.uniform(0.5, 2.0, shape)


def _forward(
    t: Trial, f: Function, x: Array, keep_prob: float, rng: Any = None
) -> tuple[Array, Any]:
    rng = np.random.default_rng(t.rng.integers(2**32)) if rng is None else rng
    out, cache = t.call(f, x, keep_prob, rng, returns="out, cache")
    return t.array("out", out, x.shape), cache


@dropout.property("keep_prob is the share of entries that stay", weight=2, part="forward")
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    for keep_prob in (0.3, 0.85) if t.hidden else (0.2, 0.8):
        x = _away_from_zero(t, 50, 40)
        out, _ = _forward(t, dropout_forward, x, keep_prob)
        share = float(np.mean(out != 0))
        symptom = (
            f"With keep_prob={keep_prob} a share of {share:.2f} of the entries stayed "
            f"(measured on 2000 entries)."
        )
        if abs(share - keep_prob) <= 0.07:
            continue
        if abs(share - (1 - keep_prob)) <= 0.07:
            raise Wrong(
                symptom,
                "You dropped the share that should stay. `keep_prob` is the probability of "
                "keeping; PyTorch's `p` is that of dropping.",
            )
        if share == 1.0:
            raise Wrong(symptom, "Nothing was dropped: the mask does not reach `out`.")
        raise Wrong(
            symptom,
            "A uniform number in [0, 1) is below keep_prob with probability keep_prob. A normal "
            "one is not, and neither is a mask that keeps a fixed half.",
        )


@dropout.property("what stays is divided by keep_prob", weight=2, part="forward")
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    keep_prob = 0.4 if t.hidden else 0.8
    x = _away_from_zero(t, 30, 20)
    out, _ = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    t.close(
        "out",
        out[kept],
        x[kept] / keep_prob,
        "The entries that stay have the wrong size: the mean of `out` over many masks must be `x`.",
        mistakes=[
            (
                x[kept],
                "They were kept as they are. Inverted dropout makes up at training time for what "
                "is missing, so that nothing is left to do at test time.",
            ),
            (x[kept] * keep_prob, "You made them smaller; fewer entries must count more each."),
            (x[kept] / (1 - keep_prob), "You divided by the probability of dropping."),
            (np.ones(int(kept.sum())), "`out` is the mask itself."),
            (np.ones(int(kept.sum())) / keep_prob, "`out` is the scaled mask itself."),
        ],
    )


@dropout.property("every entry has a coin of its own", weight=1, part="forward")
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x = _away_from_zero(t, 60, 50)
    out, _ = _forward(t, dropout_forward, x, 0.5)
    kept = out != 0
    rows = float(np.mean(kept[1:] == kept[:-1]))
    columns = float(np.mean(kept[:, 1:] == kept[:, :-1]))
    # Independent coins agree half of the time; 2950 pairs lie within 0.06 of that.
    t.require(
        rows < 0.57,
        "The same units are dropped for every example of the batch.",
        "The mask has one entry a unit and is stretched over the rows; draw one for each entry.",
    )
    t.require(
        columns < 0.57,
        "An example loses all of its units or none.",
        "The mask has one entry a row and is stretched over the columns; draw one for each entry.",
    )
    t.require(
        max(1 - rows, 1 - columns) < 0.57,
        "Dropped and kept entries take turns in a pattern.",
        "The mask must be random in every entry.",
    )


@dropout.property("arrays of any number of dimensions", weight=1, part="forward")
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    for shape in ((60,), (4, 5, 6)) if t.hidden else ((6, 5, 4, 3), (80,)):
        x = _away_from_zero(t, *shape)
        out, cache = _forward(t, dropout_forward, x, 0.5)
        kept = out != 0
        t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
        dx = t.call(dropout_backward, np.ones(shape), cache)
        t.array("dx", dx, shape)


@dropout.property("the mask is drawn from rng, anew in every call", weight=1, part="forward")
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x = _away_from_zero(t, 12, 10)
    seed = int(t.rng.integers(2**32))
    rng = np.random.default_rng(seed)
    first, _ = _forward(t, dropout_forward, x, 0.5, rng)
    second, _ = _forward(t, dropout_forward, x, 0.5, rng)
    again, _ = _forward(t, dropout_forward, x, 0.5, np.random.default_rng(seed))
    other, _ = _forward(t, dropout_forward, x, 0.5, np.random.default_rng(seed + 1))
    t.require(
        not np.array_equal(first != 0, second != 0) and not np.array_equal(first, other),
        "Two calls dropped the same entries.",
        "A seed is set inside the function, or a mask is kept from call to call. Draw from `rng`.",
    )
    t.require(
        np.array_equal(first != 0, again != 0),
        "Two generators with the same seed gave different masks, so no run can be repeated.",
        "The mask comes from somewhere else than the argument `rng`.",
    )


@dropout.property("backward: the mask and the scale of the forward pass", weight=3)
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    keep_prob = 0.7 if t.hidden else 0.4
    x, dout = _away_from_zero(t, 9, 8), _away_from_zero(t, 9, 8)
    out, cache = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, kept, keep_prob)


@dropout.property("backward: the cache of its own forward pass", weight=1)
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x, dout = _away_from_zero(t, 7, 6), _away_from_zero(t, 7, 6)
    out, cache = _forward(t, dropout_forward, x, 0.6)
    _forward(t, dropout_forward, -x, 0.6)
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, out != 0, 0.6)


def _same_mask(
    t: Trial, dx: Any, dout: Array, out: Array, x: Array, kept: Array, keep_prob: float
) -> None:
    """Fail unless ``dx`` is ``dout`` through the mask and scale seen in ``out``."""
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    dx = t.array("dx", dx, x.shape)
    want = dout * kept / keep_prob
    if t.forward_share() < 1.0 and t.forward_share() >= 0.5:
        mine = dout * out / x
        if np.allclose(dx, mine, rtol=1e-4, atol=1e-6):
            t.note("`dx` is judged as the gradient of your own forward pass.")
            return
    t.require(
        np.array_equal(dx != 0, kept),
        "The gradient does not pass through the entries that stayed in the forward pass, or it "
        "passes through dropped ones.",
        "The backward pass needs the very mask of the forward pass: keep it in the cache, neither "
        "draw it again nor take the last one drawn.",
    )
    t.close(
        "dx",
        dx,
        want,
        "The gradient passes the right entries with the wrong size.",
        mistakes=[
            (dout * kept, "`out` is `x` times mask / keep_prob, so `dx` has that factor too."),
            (dout * kept * keep_prob, "You multiplied by keep_prob where the forward divides."),
            (dout * kept / keep_prob**2, "You divided by keep_prob twice."),
            (x * kept / keep_prob, "You masked `x`; the mask belongs on `dout`."),
        ],
    )


@dropout.guard("keep_prob 1 drops nothing", cost=0.1)
def _(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x = _away_from_zero(t, 20, 20)
    out, _ = _forward(t, dropout_forward, x, 1.0)
    t.close("out", out, x, "With keep_prob=1.0 `out` must be `x`.")


inference = Exercise("inference", functions=("dropout_inference", "vanilla_inference"))


@inference.property("inverted dropout leaves test time alone", weight=1)
def _(t: Trial, dropout_inference: Function, vanilla_inference: Function) -> None:
    x = _away_from_zero(t, 5, 4)
    t.close(
        "out",
        t.call(dropout_inference, x),
        x,
        "At test time every unit of a net trained with inverted dropout is used as it is.",
        "The training pass has divided by keep_prob already: scaling again does it twice, and "
        "dropping at test time makes predictions random.",
    )


@inference.property("vanilla dropout scales by keep_prob at test time", weight=3)
def _(t: Trial, dropout_inference: Function, vanilla_inference: Function) -> None:
    for keep_prob in (0.3, 0.9) if t.hidden else (0.25, 0.8):
        h = _away_from_zero(t, 6, 5)
        t.close(
            "out",
            t.call(vanilla_inference, h, keep_prob),
            h * keep_prob,
            f"With keep_prob={keep_prob} a unit of size h is {keep_prob} h on average over the "
            "masks of vanilla training. Your output is not that average.",
            mistakes=[
                (h, "Nothing was scaled: at test time all units are there, so sums are too big."),
                (h / keep_prob, "You made the units bigger; at test time there are more of them."),
                (
                    h * (1 - keep_prob),
                    "You multiplied by the probability of dropping. The slide's words say so, its "
                    "code multiplies by the probability of keeping.",
                ),
            ],
        )


mc_dropout = Exercise("mc_dropout", functions=("mc_dropout",))


def _faces(x: Array) -> tuple[Array, Array]:
    """Return the two answers that ``two_faced_probabilities`` gives for ``x``."""

    def softmax(z: Array) -> Array:
        e: Array = np.exp(z - z.max(axis=1, keepdims=True))
        probs: Array = e / e.sum(axis=1, keepdims=True)
        return probs

    return softmax(x), softmax(-3.0 * x)


@mc_dropout.property("one mask: one prediction", weight=1)
def _(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((3, 5) if t.hidden else (4, 3))
    rng = np.random.default_rng(t.rng.integers(2**32))
    got = t.array("probs", t.call(mc_dropout, two_faced_probabilities, x, 1, rng), x.shape)
    one, other = _faces(x)
    t.require(
        np.allclose(got, one) or np.allclose(got, other),
        "With n_masks=1 the result must be what one call of predict(x, rng) gives.",
        "Count the calls of predict, and the number by which you divide.",
    )


@mc_dropout.property("the mean of the probabilities", weight=3)
def _(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((3, 5) if t.hidden else (4, 3))
    n = 7 if t.hidden else 5
    for seed in t.rng.integers(2**32, size=4):
        rng = np.random.default_rng(seed)
        got = t.array("probs", t.call(mc_dropout, two_faced_probabilities, x, n, rng), x.shape)
        if _heads(got, x, n) is None:
            raise Wrong(f"The result is not the mean of {n} predictions.", _slip(got, x, n))


def _heads(got: Array, x: Array, n: int, divisor: int | None = None) -> int | None:
    """Return how many of ``n`` predictions showed the second face, or None if no number fits."""
    one, other = _faces(x)
    for k in range(n + 1):
        if np.allclose(got, ((n - k) * one + k * other) / (divisor or n)):
            return k
    return None


def _slip(got: Array, x: Array, n: int) -> str:
    """Return the sentence that names what was done instead of the mean of ``n`` predictions."""
    if _heads(got, x, n, divisor=1) is not None:
        return "You added the predictions; the mean is asked."
    if _heads(got, x, n, divisor=n - 1) is not None:
        return "You divided by one less than the number of masks."
    if _heads(got, x, 1, divisor=n) is not None:
        return "You divided one prediction by the number of masks."
    if _heads(got, x, n - 1) is not None or _heads(got, x, n - 1, divisor=n) is not None:
        return "You called predict once too few."
    if _heads(got, x, n + 1) is not None or _heads(got, x, n + 1, divisor=n) is not None:
        return "You called predict once too often."
    return "Average the probabilities themselves: no labels, no votes, no logarithms."


@mc_dropout.property("every mask is a new one", weight=2)
def _(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((2, 3))
    one, other = _faces(x)
    n = 300
    rng = np.random.default_rng(t.rng.integers(2**32))
    got = t.array("probs", t.call(mc_dropout, two_faced_probabilities, x, n, rng), x.shape)
    # 300 fair coins: the share of heads lies within 0.19 of a half but once in 10^10.
    share = float(np.sum((got - one) * (other - one)) / np.sum((other - one) ** 2))
    t.require(
        abs(share - 0.5) < 0.19,
        f"predict gives one of two answers with equal chance; over {n} masks yours gave one of "
        f"them {100 * max(share, 1 - share):.0f} % of the time.",
        "predict must be called once for each mask, every time with the same `rng`, which goes on; "
        "a generator made anew in the loop repeats itself.",
    )


@mc_dropout.property("the masks are drawn from rng", weight=1)
def _(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((2, 3))
    seeds = [int(s) for s in t.rng.integers(2**32, size=8)]
    calls = [
        np.asarray(t.call(mc_dropout, two_faced_probabilities, x, 60, np.random.default_rng(s)))
        for s in (*seeds, seeds[0])
    ]
    t.require(
        np.array_equal(calls[0], calls[-1]),
        "Two generators with the same seed gave different results, so no run can be repeated.",
        "Hand the argument `rng` to predict.",
    )
    t.require(
        any(not np.array_equal(calls[0], c) for c in calls[1:-1]),
        "Eight generators gave one result.",
        "Hand the argument `rng` to predict, not a generator with a seed of your own.",
    )
