"""Checks of notebook 04: what to do at test time, and Monte-Carlo dropout."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.functions import two_faced_probabilities
from course_lib.checking.inputs import away_from_zero, fresh
from course_lib.checking.probes import any_form
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

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
        t.worked(
            a_unit=h.ravel()[0],
            its_value_in_ten_masks_adds_up_to=10 * keep_prob * h.ravel()[0],
            number_of_masks=10,
            mean=keep_prob * h.ravel()[0],
        )
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


def _both(t: Trial, dropout_inference: Function, vanilla_inference: Function, x: Array) -> Any:
    return t.call(dropout_inference, x), t.call(vanilla_inference, x, 0.25)


any_form(inference, (5, 4), run=_both)


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
    one, other = (face[0, 0] for face in _faces(x))
    each = np.array([one, other, other, one, other])
    t.worked(a_probability_under_five_masks=each, their_sum=each.sum(), mean_of_them=each.mean())
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
        return "One prediction too few is in the mean: the first and the last must count as well."
    if all_are(n + 1) or all_are(n + 1, divisor=n):
        return "One prediction too many is in the mean."
    rows = range(len(x))
    if all(_heads(got[i : i + 1], x[i : i + 1], n) is not None for got in results for i in rows):
        return "Every example had masks of its own: predict takes the whole `x` at once."
    return "Add the predictions as they are, all with the same weight, and divide by their number."


@mc_dropout.detail("one mask: one prediction", weight=1)
def mc_single_mask(t: Trial, mc_dropout: Function) -> None:
    x = t.rng.standard_normal(t.either((4, 3), (3, 5)))
    for _ in range(12):  # coins of two calls, or of three rows, fall alike at times
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
    got = got / got.sum(axis=1, keepdims=True)  # by what to divide is asked above
    share = float(np.sum((got - one) * (other - one)) / np.sum((other - one) ** 2))
    t.require(np.allclose(got, one + np.rint(share * n) / n * (other - one)), ALREADY)
    # 300 fair coins: the share of heads lies within 0.19 of a half but once in 10^10.
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


def _eight_results(t: Trial, mc_dropout: Function, x: Array) -> Any:
    """Return eight results: a function that takes no heed of `rng` repeats them once in 10^5."""
    rng = np.random.default_rng(3)
    return [t.call(mc_dropout, two_faced_probabilities, x, 5, rng) for _ in range(8)]


any_form(mc_dropout, (4, 3), run=_eight_results)
