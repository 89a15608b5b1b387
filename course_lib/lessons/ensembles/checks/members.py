"""Checks of notebook 06: bootstrap, averaging and voting, variance, snapshots, parameters."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import four_draws, fresh
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

bootstrap = Exercise("bootstrap", functions=("bootstrap_indices",))


def _indices(t: Trial, f: Function, n: int, rng: np.random.Generator | None = None) -> Array:
    return _integers(t, "indices", t.call(f, n, rng or fresh(t)), n)


def _integers(t: Trial, name: str, got: Any, n: int) -> Array:
    """Return ``got`` as integers (n,); a list of whole numbers will do."""
    if isinstance(got, list | tuple) and all(np.ndim(g) == 0 for g in got):
        t.note(f"`{name}` may be a list; with an array NumPy can do arithmetic.")
        got = np.array(got)
    return t.array(name, got, (n,), kind="i")


@bootstrap.property("drawn with replacement", weight=3)
def bootstrap_with_replacement(t: Trial, bootstrap_indices: Function) -> None:
    n = t.either(2000, 3000)
    share = len(np.unique(_indices(t, bootstrap_indices, n))) / n
    # 1 - 1/e = 0.632 is expected; its SD is below 0.01 for these n.
    if abs(share - 0.632) > 0.06:
        cause = "Some rows are never drawn, or some too often: every row has the same chance."
        if share == 1.0:
            cause = "Every index comes up once: that is a shuffle. Draw each index anew from all."
        raise Wrong(
            f"Of {n} indices a share of {share:.3f} is different, expected near 0.632.", cause
        )


@bootstrap.property("every index from 0 to n - 1 has the same chance", weight=2)
def bootstrap_equal_chances(t: Trial, bootstrap_indices: Function) -> None:
    n = t.either(5, 6)
    samples = [_indices(t, bootstrap_indices, n) for _ in range(240)]
    draws = np.concatenate(samples)
    t.require(
        draws.min() >= 0 and draws.max() < n,
        f"For n={n} an index of {draws.min() if draws.min() < 0 else draws.max()} came up.",
        "The indices point into n rows: 0 to n - 1. `rng.integers(n)` leaves n out.",
    )
    counts = np.bincount(draws, minlength=n)
    # 240 n draws: each index is expected 240 times with an SD of 15.
    t.require(
        counts.min() > 140 and counts.max() < 340,
        f"In {len(draws)} draws the indices 0 to {n - 1} came up {counts.tolist()} times.",
        "Look at the ends of the range, and at what makes one index likelier than another.",
    )
    t.require(
        len({len(set(sample.tolist())) for sample in samples}) > 1,
        f"240 samples of {n} indices, and every one holds the same number of different ones.",
        "How many rows are missed is chance: no draw knows of the others.",
    )


@bootstrap.property("drawn from rng, anew in every call", weight=1)
def bootstrap_draws_from_rng(t: Trial, bootstrap_indices: Function) -> None:
    first, second, again, other = four_draws(t, lambda rng: _indices(t, bootstrap_indices, 40, rng))
    t.require(
        not np.array_equal(first, second) and not np.array_equal(first, other),
        "Two calls gave the same indices.",
        "A seed is set inside the function. Draw from the argument `rng`.",
    )
    t.require(
        np.array_equal(first, again),
        "Two generators with the same seed gave different indices, so no run can be repeated.",
        "The indices come from somewhere else than the argument `rng`.",
    )


combine = Exercise("combine", functions=("average_probabilities", "majority_vote"))


def _votes(labels: list[int], classes: int) -> Array:
    """Return probs (E, 1, classes) in which member e likes ``labels[e]`` best.

    By turns a member is nearly sure, or leans towards a class that has less than a half.
    """
    best = np.where(np.arange(len(labels)) % 2, 0.4, 0.9)
    probs = np.repeat(((1 - best) / (classes - 1))[:, None, None], classes, axis=2)
    probs[np.arange(len(labels)), 0, labels] = best
    return probs


@combine.property("average_probabilities: the mean over the members", weight=3)
def combine_averages_members(t: Trial, average_probabilities: Function) -> None:
    # Three members, two examples, four classes (hidden: five, three, two).
    shape = t.either((3, 2, 4), (5, 3, 2))
    raw = t.rng.random(shape) ** 3 + 0.01
    probs = raw / raw.sum(axis=2, keepdims=True)
    want = sum(probs[1:], probs[0]) / len(probs)
    geometric = np.exp(np.log(probs).mean(axis=0))
    t.close(
        "probs",
        t.call(average_probabilities, probs),
        want,
        f"`probs` {shape} holds the probabilities of {shape[0]} members for {shape[1]} examples. "
        "The result is not their mean over the members.",
        "Every member counts the same, and their number is that of the first axis.",
        mistakes=[
            (want * len(probs), "You added them up: the result does not sum to 1 any more."),
            (np.median(probs, axis=0), "You took the median; its rows do not sum to 1."),
            (geometric, "You averaged the logarithms: that is the geometric mean."),
            (geometric / geometric.sum(axis=1, keepdims=True), "You averaged the logarithms."),
        ],
    )


@combine.property("majority_vote: the label that most members choose", weight=2)
def combine_vote_of_most(t: Trial, majority_vote: Function) -> None:
    for labels, want in t.either(
        [([2, 0, 0, 1, 0, 1, 2], 0), ([0, 3, 3, 1, 3], 3), ([0, 2, 2, 0, 2], 2)],
        [([3, 1, 2, 1, 1, 3, 1, 3, 2], 1), ([0, 4, 1, 4, 1, 4, 2], 4), ([0, 3, 3], 3)],
    ):
        got = _integers(t, "labels", t.call(majority_vote, _votes(labels, 5)), 1)
        if got[0] != want:
            cause = "Let every member name its likeliest class and count the names."
            if got[0] in (int(np.median(labels)), round(float(np.mean(labels)))):
                cause = "Labels are names, not numbers: their mean or median means nothing."
            raise Wrong(f"The members vote {labels}. Your answer is {int(got[0])}.", cause)


@combine.property("majority_vote: every member has one vote, however sure it is", weight=2)
def combine_one_vote_each(t: Trial, majority_vote: Function) -> None:
    # Two members lean a little towards class 1, one is sure of class 0: the mean says 0, and so
    # do the sum of the winners' probabilities and a count of those above a half.
    lean = t.either(0.4, 0.42)
    rest = (1 - lean) / 2
    probs = np.array([[[rest, lean, rest]], [[rest, lean, rest]], [[0.98, 0.01, 0.01]]])
    got = _integers(t, "labels", t.call(majority_vote, probs), 1)
    t.require(
        got[0] == 1,
        "Two of three members prefer class 1, if only just. Your answer is not 1.",
        "A member that is sure has more weight than one that is not: that is averaging. A vote "
        "counts heads, and the likeliest class need not reach a half.",
    )


@combine.property("majority_vote: ties go to the lowest class", weight=1)
def combine_ties_to_lowest(t: Trial, majority_vote: Function) -> None:
    for labels, want in (([2, 1, 1, 2], 1), ([3, 0, 0, 3, 1], 0), ([4, 2], 2)):
        got = _integers(t, "labels", t.call(majority_vote, _votes(labels, 5)), 1)
        t.require(
            got[0] == want,
            f"The members vote {labels}. Your answer is {int(got[0])}.",
            "Among the classes with most votes the lowest wins.",
        )


@combine.property("majority_vote: each example by itself", weight=2)
def combine_example_by_example(t: Trial, majority_vote: Function) -> None:
    columns = [[0, 0, 2], [1, 1, 0], [2, 1, 2], [0, 1, 1], [2, 2, 2]][:: t.either(1, -1)]
    probs = np.concatenate([_votes(c, 3) for c in columns], axis=1)
    want = np.array([max(set(c), key=c.count) for c in columns])
    got = _integers(t, "labels", t.call(majority_vote, probs), len(want))
    t.require(
        np.array_equal(got, want),
        "Five examples, three members: some example did not get the label of its own majority.",
        "Count along the members' axis, for one example at a time.",
    )


@combine.guard("one member is no problem", cost=0.1)
def combine_single_member(
    t: Trial, average_probabilities: Function, majority_vote: Function
) -> None:
    probs = _votes([2], 4)
    t.close("probs", t.call(average_probabilities, probs), probs[0], "The mean of one is itself.")
    got = _integers(t, "labels", t.call(majority_vote, probs), 1)
    t.require(got[0] == 2, "The only member votes 2. Your answer is not 2.")


variance = Exercise("variance", functions=("ensemble_variance",))


@variance.property("the mean squared distance from the mean prediction", weight=3)
def variance_squared_distance(t: Trial, ensemble_variance: Function) -> None:
    # Members at mean + d and mean - d, half of them each: every one is |d|^2 away.
    n, d, pairs = t.either((4, 3, 2), (3, 4, 3))
    offset = t.rng.standard_normal((n, d))
    mean = 5.0 * t.rng.standard_normal((n, d))
    predictions = np.concatenate([np.stack([mean + offset, mean - offset])] * pairs)
    want = np.array([row @ row for row in offset])
    members = len(predictions)
    t.close(
        "variance",
        t.call(ensemble_variance, predictions),
        want,
        "Half of the members lie at mean + d, half at mean - d, so the variance of an example is "
        "the squared length of its d. Yours is not.",
        "What do you square, what do you add up and what do you average? One axis holds the "
        "members, one the outputs.",
        mistakes=[
            (want + (mean**2).sum(axis=1), "You squared the predictions, not their deviations."),
            (want * 2, "You compared the members with one another: that counts each d twice."),
            (want * members / (members - 1), "You divided by E - 1; the definition has 1 / E."),
            (want / d, "You averaged over the outputs; a squared norm adds them up."),
            (np.sqrt(want), "You took the root: that is a distance, not its square."),
            (want * members, "You added over the members; take their mean."),
            (
                np.array([abs(row).sum() for row in offset]),
                "You took absolute values; the norm is squared.",
            ),
        ],
    )


@variance.property("three members by hand", weight=2)
def variance_by_hand(t: Trial, ensemble_variance: Function) -> None:
    # 0, 3 and 9 lie 4, 1 and 5 from their mean: (16 + 1 + 25) / 3. The second is constant.
    scale = t.either(1.0, 2.0)
    predictions = scale * np.array([[[0.0], [7.0]], [[3.0], [7.0]], [[9.0], [7.0]]])
    t.close(
        "variance",
        t.call(ensemble_variance, predictions),
        np.array([14.0, 0.0]) * scale**2,
        f"Three members predict {0 * scale:g}, {3 * scale:g}, {9 * scale:g} for the first example "
        f"and {7 * scale:g} each for the second. One of the two variances is wrong.",
        "Square first, then take the mean over the members: the mean of the squared deviations "
        "from the members' mean.",
        mistakes=[
            (np.array([21.0, 0.0]) * scale**2, "You divided by E - 1; it is 1 / E here."),
            (np.array([25.0, 0.0]) * scale**2, "You took the largest deviation, not the mean."),
            (
                np.array([100 / 9, 0.0]) * scale**2,
                "You squared the mean distance; take the mean of the squares.",
            ),
        ],
    )


snapshots = Exercise("snapshots", functions=("snapshot_steps",))


def _steps(t: Trial, f: Function, *args: Any, **kwargs: Any) -> Array:
    """Return the steps as integers; a list, a tuple or an array of whole numbers will do."""
    got = t.call(f, *args, **kwargs)
    if isinstance(got, list | tuple):
        got = np.array(got)
    if not isinstance(got, np.ndarray) or got.ndim != 1 or got.dtype.kind not in "iuf":
        raise Wrong("The steps must be a list or a one-dimensional array of whole numbers.")
    if not np.array_equal(got, np.rint(got)):
        raise Wrong(
            "Some of your steps are not whole numbers: " + ", ".join(f"{s:g}" for s in got[:6]),
            "A snapshot is taken after a step: round where the spacing does not come out even.",
        )
    return got.astype(int)


def _even(t: Trial, f: Function, total: int, n: int, burn_in: int | None) -> None:
    """Fail unless the steps are what ``burn_in + k * (total - burn_in) / n`` rounds to."""
    got = _steps(t, f, total, n) if burn_in is None else _steps(t, f, total, n, burn_in=burn_in)
    start = burn_in or 0
    words = f"total={total}, n={n}" + ("" if burn_in is None else f", burn_in={burn_in}")
    t.require(
        len(got) == n,
        f"For {words} you gave {len(got)} steps.",
        "Count the snapshots at the ends: the last step is one, the start is none.",
    )
    t.require(
        got[-1] == total,
        f"For {words} your last step is {got[-1]}.",
        "The net after the last step is the best trained: it is always a snapshot.",
    )
    t.require(
        got[0] > start,
        f"For {words} your first step is {got[0]}.",
        "A snapshot at the start, or before the burn-in has ended, is a net that has learned "
        "nothing yet.",
    )
    exact = start + (total - start) * np.arange(1, n + 1) / n
    t.require(
        np.all(np.abs(got - exact) < 1),
        f"For {words} your steps are {got.tolist()}: they are not evenly spaced.",
        "The distance between two snapshots is (total - burn_in) / n.",
    )


@snapshots.property("n even steps up to the last", weight=3)
def snapshots_even_steps(t: Trial, snapshot_steps: Function) -> None:
    for total, n in t.either(((100, 4), (30, 3)), ((60, 5), (12, 12))):
        _even(t, snapshot_steps, total, n, None)


@snapshots.property("none before the burn-in has ended", weight=2)
def snapshots_after_burn_in(t: Trial, snapshot_steps: Function) -> None:
    for total, n, burn_in in t.either(((100, 4, 20), (60, 5, 10)), ((90, 3, 30), (50, 10, 40))):
        _even(t, snapshot_steps, total, n, burn_in)


@snapshots.property("spacing that does not come out even", weight=1)
def snapshots_uneven_spacing(t: Trial, snapshot_steps: Function) -> None:
    for total, n, burn_in in t.either(((10, 3, 0), (750, 25, 136)), ((11, 4, 0), (100, 7, 5))):
        _even(t, snapshot_steps, total, n, burn_in)


parameters = Exercise("parameters", functions=("average_parameters", "polyak_update"))


@parameters.property("average_parameters: the mean vector", weight=2)
def parameters_mean_vector(t: Trial, average_parameters: Function) -> None:
    members, size = t.either((3, 6), (5, 3))
    vectors = t.rng.standard_normal((members, size))
    want = sum(vectors[1:], vectors[0]) / members
    t.close(
        "average",
        t.call(average_parameters, vectors),
        want,
        f"The result is not the mean of the {members} vectors of {size} parameters.",
        "Every vector counts the same. Which axis numbers the vectors, and how many are there?",
        mistakes=[
            (want * members, "You added the vectors; divide by their number."),
            (want * members / (members - 1), "You divided by one less than their number."),
            (np.median(vectors, axis=0), "You took the median."),
        ],
    )


@parameters.property("polyak_update: decay weighs the old average", weight=3)
def parameters_polyak_decay(t: Trial, polyak_update: Function) -> None:
    average, w = np.array([1.0, 2.0, -4.0]), np.array([3.0, 2.0, 6.0])
    decay = t.either(0.75, 0.9)
    t.close(
        "average",
        t.call(polyak_update, average, w, decay=decay),
        average + (1 - decay) * (w - average),
        f"With decay={decay} the old average must keep {decay} of its weight and the new "
        f"parameters get {1 - decay:.2g}.",
        "Both weights are positive and add up to 1. Try the numbers 1 and 3 by hand.",
        mistakes=[
            (w + (1 - decay) * (average - w), "You gave decay to the new parameters."),
            (decay * average + w, "The weights of old and new must add up to 1."),
            ((average + w) / 2, "You took the plain mean of the two; decay is not used."),
        ],
    )


@parameters.property("polyak_update: decay is 0.995 if none is given", weight=1)
def parameters_default_decay(t: Trial, polyak_update: Function) -> None:
    # From 0 towards 200: the first step goes to 1, the second to 1.995.
    scale = t.either(1.0, 3.0)
    w = scale * np.full(2, 200.0)
    average = t.call(polyak_update, np.zeros(2), w)
    t.close(
        "average",
        average,
        scale * np.ones(2),
        f"Without a decay given, one step from 0 towards {200 * scale:g} must lead to {scale:g}.",
        "Look at the default in the first line of your function.",
    )
    average = np.array(average)
    t.close(
        "average",
        t.call(polyak_update, average, w),
        scale * np.full(2, 1.995),
        f"A second step must lead from {scale:g} to {1.995 * scale:g}.",
        "The result depends on `average`, `w` and `decay` alone: nothing is kept between calls.",
    )
