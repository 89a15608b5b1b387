"""Checks of notebook 04: dropout, what to do at test time, and Monte-Carlo dropout.

A mask is random, so nothing here compares with a stored mask: a share of 2000 independent entries
lies within 0.07 of its expectation, but for less than one right answer in 10^9.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.functions import two_faced_probabilities
from course_lib.checking.inputs import away_from_zero, four_draws, fresh
from course_lib.checking.quotient import LARGEST, keeps_its_digits
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

TURNED_ROUND = (
    "You dropped the share that should stay. `keep_prob` is the probability of keeping; PyTorch's "
    "`p` is that of dropping."
)

dropout = Exercise("dropout", functions=("dropout_forward", "dropout_backward"))


def _forward(
    t: Trial, f: Function, x: Array, keep_prob: float, rng: np.random.Generator | None = None
) -> tuple[Array, Any]:
    out, cache = t.call(f, x, keep_prob, rng or fresh(t), returns="out, cache")
    return t.array("out", out, x.shape), cache


@dropout.property("keep_prob is the share of entries that stay", weight=2, part="forward")
def dropout_keeps_share(t: Trial, dropout_forward: Function) -> None:
    asked = t.either((0.2, 0.8), (0.3, 0.85))
    shares, factors = [], set()
    for keep_prob in asked:
        x = away_from_zero(t, 50, 40)
        out, _ = _forward(t, dropout_forward, x, keep_prob)
        shares.append(float(np.mean(out != 0)))
        factors.update(np.round(out / x, 3).ravel().tolist())
    bad = [i for i in (0, 1) if abs(shares[i] - asked[i]) > 0.07]
    if bad:
        cause = _share_cause(asked, shares, len(factors))
        raise Wrong(
            f"With keep_prob={asked[bad[0]]} a share of {shares[bad[0]]:.2f} of the entries "
            "stayed (measured on 2000 entries).",
            cause,
            certain=cause == TURNED_ROUND,
        )


def _share_cause(asked: tuple[float, float], shares: list[float], factors: int) -> str:
    """Return why the shares are not those ``asked`` for; ``factors`` counts values of out / x."""
    if all(abs(share - (1 - keep)) <= 0.07 for keep, share in zip(asked, shares, strict=True)):
        return TURNED_ROUND
    if min(shares) == 1.0:
        if factors > 100:
            return "The random numbers themselves multiply `x`. A coin is 0 or 1."
        return "Nothing was dropped: the mask does not reach `out`."
    if set(shares) <= {0.0, 1.0}:
        return "The whole array stays or goes. Every entry needs a coin of its own."
    if abs(shares[0] - shares[1]) <= 0.07:
        return f"The share is much the same for keep_prob={asked[0]} and {asked[1]}: is it used?"
    return "A uniform number in [0, 1) is below keep_prob with probability keep_prob; others not."


@dropout.property("what stays is divided by keep_prob", weight=2, part="forward")
def dropout_scales_kept(t: Trial, dropout_forward: Function) -> None:
    keep_prob = t.either(0.8, 0.4)
    x = away_from_zero(t, 30, 20)
    out, _ = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    t.close(
        "out",
        out[kept],
        x[kept] / keep_prob,
        "The entries that stay have the wrong size: the mean of `out` over many masks must be `x`.",
        "An entry is kept with probability keep_prob and 0 otherwise. Which size of the kept ones "
        "gives it the mean `x`?",
        mistakes=[
            (
                x[kept],
                "They were kept as they are. Inverted dropout makes up at training time for what "
                "is missing, so that nothing is left to do at test time.",
            ),
            (x[kept] * keep_prob, "You made them smaller; fewer entries must count more each."),
            (
                x[kept] / (1 - keep_prob),
                TURNED_ROUND
                if kept.mean() < 0.5 < keep_prob or keep_prob < 0.5 < kept.mean()
                else "You divided by the probability of dropping.",
            ),
            (np.ones(int(kept.sum())), "`out` is the mask itself."),
            (np.ones(int(kept.sum())) / keep_prob, "`out` is the scaled mask itself."),
        ],
    )


@dropout.property("every entry has a coin of its own", weight=1, part="forward")
def dropout_independent_coins(t: Trial, dropout_forward: Function) -> None:
    x = away_from_zero(t, 60, 50)
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
        "Dropped and kept entries take turns in a pattern. Every entry is random.",
    )
    # Of 24 fair coins the same number shows heads in 14 throws with a chance below 10^-10.
    x = away_from_zero(t, 4, 6)
    masks = [_forward(t, dropout_forward, x, 0.5)[0] != 0 for _ in range(14)]
    t.require(
        len({int(mask.sum()) for mask in masks}) > 1 or len({m.tobytes() for m in masks}) == 1,
        f"In 14 calls {masks[0].sum()} of 24 entries stayed, every time the same number.",
        "How many entries stay is chance as well: no coin knows of the others.",
    )


@dropout.detail("arrays of any number of dimensions", weight=1, part="forward")
def dropout_any_dimensions(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    for shape in t.either(((6, 5, 4, 3), (80,)), ((60,), (4, 5, 6))):
        x = away_from_zero(t, *shape)
        out, cache = _forward(t, dropout_forward, x, 0.5)
        kept = out != 0
        t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
        dx = t.call(dropout_backward, np.ones(shape), cache)
        t.array("dx", dx, shape)


@dropout.guard("the mask is drawn from rng, anew in every call")
def dropout_draws_from_rng(t: Trial, dropout_forward: Function) -> None:
    x = away_from_zero(t, 12, 10)
    first, second, again, other = four_draws(
        t, lambda rng: _forward(t, dropout_forward, x, 0.5, rng)[0]
    )
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
def dropout_backward_mask(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    keep_prob = t.either(0.4, 0.7)
    x, dout = away_from_zero(t, 9, 8), away_from_zero(t, 9, 8)
    out, cache = _forward(t, dropout_forward, x, keep_prob)
    kept = out != 0
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, kept, keep_prob)
    _largest_numbers(t, dropout_forward, dropout_backward)


@dropout.guard("backward: the cache of its own forward pass")
def dropout_backward_cache(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x, dout = away_from_zero(t, 7, 6), away_from_zero(t, 7, 6)
    out, cache = _forward(t, dropout_forward, x, 0.6)
    _forward(t, dropout_forward, -x, 0.6)
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    _same_mask(t, dx, dout, out, x, out != 0, 0.6)
    _largest_numbers(t, dropout_forward, dropout_backward)


def _largest_numbers(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    """Fail unless `dx` is right where a step away from `x` makes `out` infinite, or none at all."""
    keep_prob = t.draw(0.5, lambda rng: float(rng.choice([0.25, 0.5])))
    x, dout = away_from_zero(t, 5, 6), away_from_zero(t, 5, 6, low=0.2, high=0.9)
    seed = int(t.rng.integers(2**32))
    # The same mask twice: of numbers of size 1 every answer shows it.
    small, _ = _forward(t, dropout_forward, x, keep_prob, np.random.default_rng(seed))
    large = np.where(x > 0, LARGEST, -LARGEST) * keep_prob
    again, _ = _forward(t, dropout_forward, x, keep_prob, np.random.default_rng(seed))
    if not np.array_equal(small, again):  # A row of its own says that `rng` is not used.
        return
    _, cache = t.call(
        dropout_forward, large, keep_prob, np.random.default_rng(seed), returns="out, cache"
    )
    dx = t.call(dropout_backward, dout, cache, returns="dx")
    want = dout * small / x
    symptom = "Where `out` has the largest numbers of float64, `dx` is wrong. It is `dout` times "
    keeps_its_digits(t, "dx", dx, want, symptom + "mask and scale, as anywhere else.")


def _same_mask(
    t: Trial, dx: Any, dout: Array, out: Array, x: Array, kept: Array, keep_prob: float
) -> None:
    """Fail unless ``dx`` is ``dout`` through the mask and scale seen in ``out``."""
    t.require(0 < kept.sum() < kept.size, "Either every entry of `out` is 0, or none is.")
    dx = t.array("dx", dx, x.shape)
    want = dout * kept / keep_prob
    if t.forward_share() < 1.0:
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
        "`out` is `x` times a factor. Which factor had this call, with its keep_prob?",
        mistakes=[
            (dout * kept, "`out` is `x` times mask / keep_prob, so `dx` has that factor too."),
            (dout * kept * keep_prob, "You multiplied by keep_prob where the forward divides."),
            (dout * kept / keep_prob**2, "You divided by keep_prob twice."),
            (x * kept / keep_prob, "You masked `x`; the mask belongs on `dout`."),
            (kept / keep_prob, "That is the derivative of `out` alone: where is `dout`?"),
        ],
    )


@dropout.detail("backward: where x is 0", weight=1)
def dropout_backward_zeros(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x, dout = away_from_zero(t, 30, 20), away_from_zero(t, 30, 20)
    x[::2] = 0.0
    out, cache = _forward(t, dropout_forward, x, 0.5)
    dx = t.array("dx", t.call(dropout_backward, dout, cache, returns="dx"), x.shape)
    # 300 fair coins: the share of heads lies within 0.19 of a half but once in 10^10.
    share = float(np.mean(dx[::2] != 0))
    t.require(
        abs(share - 0.5) < 0.19,
        f"Of the entries where x is 0, as after a ReLU, half are kept with keep_prob=0.5; your "
        f"gradient passes through a share of {share:.2f}.",
        "Whether an entry was kept cannot be read from `out`: a kept 0 looks like a dropped one.",
    )
    t.require(
        np.array_equal((dx != 0)[1::2], (out != 0)[1::2]),
        "The gradient does not pass through the entries that stayed in the forward pass.",
    )


@dropout.guard("keep_prob 1 drops nothing")
def dropout_keeps_all(t: Trial, dropout_forward: Function, dropout_backward: Function) -> None:
    x = away_from_zero(t, 20, 20)
    out, cache = _forward(t, dropout_forward, x, 1.0)
    t.close("out", out, x, "With keep_prob=1.0 `out` must be `x`.")
    dx = t.call(dropout_backward, out, cache, returns="dx")
    t.close("dx", dx, out, "With keep_prob=1.0 `dx` must be `dout`.")


inference = Exercise("inference", functions=("dropout_inference", "vanilla_inference"))


@inference.property("inverted dropout leaves test time alone", weight=1)
def inference_inverted(t: Trial, dropout_inference: Function) -> None:
    for shape in t.either(((5, 4), (2, 3, 2, 2)), ((7,), (3, 4))):
        x = away_from_zero(t, *shape)
        t.close(
            "out",
            t.call(dropout_inference, x),
            x,
            "At test time every unit of a net trained with inverted dropout is used as it is.",
            "The training pass has divided by keep_prob already: scaling again does it twice, and "
            "dropping at test time makes predictions random.",
        )


@inference.property("vanilla dropout scales by keep_prob at test time", weight=3)
def inference_vanilla(t: Trial, vanilla_inference: Function) -> None:
    keep_probs = t.either((0.25, 0.8), (0.3, 0.9))
    for keep_prob, shape in zip(keep_probs, ((6, 5), (4, 1, 3, 2)), strict=True):
        h = away_from_zero(t, *shape)
        t.close(
            "out",
            t.call(vanilla_inference, h, keep_prob),
            h * keep_prob,
            f"With keep_prob={keep_prob} your output is not what the unit gives on average over "
            "the masks of vanilla training.",
            "Take one unit: it is h in some masks and 0 in the others. What is its mean?",
            mistakes=[
                (h, "Nothing was scaled: at test time all units are there, so sums are too big."),
                (h / keep_prob, "You made the units bigger; at test time there are more of them."),
                (
                    h * (1 - keep_prob),
                    "You multiplied by the probability of dropping, as the slide's words say; "
                    "its code does not.",
                ),
            ],
        )


mc_dropout = Exercise("mc_dropout", functions=("mc_dropout",))


def _faces(x: Array) -> tuple[Array, Array]:
    """Return the two answers that ``two_faced_probabilities`` gives for ``x``."""

    def softmax(z: Array) -> Array:
        z = np.concatenate([z, np.zeros((len(z), 1))], axis=1)
        e: Array = np.exp(z - z.max(axis=1, keepdims=True))
        probs: Array = e / e.sum(axis=1, keepdims=True)
        return probs

    return softmax(x), softmax(-3.0 * x)


def _ask(t: Trial, f: Function, x: Array, n_masks: int, rng: np.random.Generator) -> Array:
    """Return the checked result of mc_dropout: x (N, D) has probabilities (N, D + 1)."""
    probs = t.call(f, two_faced_probabilities, x, n_masks, rng)
    return t.array("probs", probs, (x.shape[0], x.shape[1] + 1))


@mc_dropout.property("the mean of the probabilities", weight=3)
def mc_mean_of_probabilities(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal(t.either((4, 3), (3, 5)))
    n = t.either(5, 7)
    # Of 5 coins all fall alike once in 16: in 8 rounds of such coins once in 4 * 10^9.
    rngs = [np.random.default_rng(seed) for seed in t.rng.integers(2**32, size=8)]
    results = [_ask(t, mc_dropout, x, n, rng) for rng in rngs]
    heads = [_heads(got, x, n) for got in results]
    if None in heads:
        raise Wrong(f"The result is not the mean of {n} predictions.", _slip(results, x, n))
    t.require(
        any(0 < (k or 0) < n for k in heads),
        f"predict gives one of two answers by chance. In 8 calls with {n} masks each your result "
        "was always one of the two, never between them.",
        "predict must be called once for each mask, every time with the same `rng`, which goes on; "
        "a generator made anew in the loop repeats itself.",
    )


def _heads(got: Array, x: Array, n: int, divisor: int | None = None) -> int | None:
    """Return how many of ``n`` predictions showed the second face, or None if no number fits."""
    one, other = _faces(x)
    for k in range(n + 1):
        if np.allclose(got, ((n - k) * one + k * other) / (divisor or n)):
            return k
    return None


def _slip(results: list[Array], x: Array, n: int) -> str:
    """Return the sentence that names what was done instead of the mean of ``n`` predictions."""

    def all_are(calls: int, divisor: int | None = None) -> bool:
        return all(_heads(got, x, calls, divisor) is not None for got in results)

    if all_are(n, divisor=1):
        return "You added the predictions; the mean is asked."
    if all_are(n, divisor=n - 1):
        return "You divided by one less than the number of masks."
    if all_are(1, divisor=n):
        return "You divided one prediction by the number of masks."
    if all_are(n - 1) or all_are(n - 1, divisor=n):
        return "You called predict once too few."
    if all_are(n + 1) or all_are(n + 1, divisor=n):
        return "You called predict once too often."
    rows = range(len(x))
    if all(_heads(got[i : i + 1], x[i : i + 1], n) is not None for got in results for i in rows):
        return "Every example had masks of its own: predict takes the whole `x` at once."
    return "Every prediction counts the same: no labels, no votes, no logarithms, no halving."


@mc_dropout.detail("one mask: one prediction", weight=1)
def mc_single_mask(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal(t.either((4, 3), (3, 5)))
    got = _ask(t, mc_dropout, x, 1, fresh(t))
    t.require(
        _heads(got, x, 1) is not None,
        "With n_masks=1 the result must be what one call of predict(x, rng) gives.",
    )


@mc_dropout.property("every mask is a new one", weight=2)
def mc_new_masks(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((2, 3))
    one, other = _faces(x)
    n = 300
    got = _ask(t, mc_dropout, x, n, fresh(t))
    # 300 fair coins: the share of heads lies within 0.19 of a half but once in 10^10.
    share = float(np.sum((got - one) * (other - one)) / np.sum((other - one) ** 2))
    t.require(
        abs(share - 0.5) < 0.19,
        "predict gives one of two answers with equal chance; over "
        f"{n} masks yours did not give each of them about half of the time.",
    )


@mc_dropout.guard("the masks are drawn from rng")
def mc_draws_from_rng(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal((2, 3))
    seeds = [int(s) for s in t.rng.integers(2**32, size=8)]
    calls = [_ask(t, mc_dropout, x, 60, np.random.default_rng(s)) for s in (*seeds, seeds[0])]
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
