"""Checks of notebook 06: how much the members of an ensemble differ."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function

OUTPUTS = "A squared norm adds up the squares of all outputs."
ONE_LESS = "You divided by E - 1; the definition has 1 / E."

variance = Exercise("variance", functions=("ensemble_variance",))


def _odd_sizes(rng: np.random.Generator) -> tuple[int, int, int]:
    """Return how many examples, outputs and pairs of members.

    No two of three axes are equal, and outputs are neither one fewer than members nor half of
    them: numbers divided by them would look like those of another mistake.
    """
    n, d = rng.choice([3, 5, 7], 2, replace=False).tolist()
    pairs = [k for k in (2, 3, 4, 5) if d not in (k, 2 * k - 1)]
    return n, d, int(rng.choice(pairs))


@variance.property("the mean squared distance from the mean prediction", weight=3)
def variance_squared_distance(t: Trial, ensemble_variance: Function) -> None:
    # Members at mean + d and mean - d, half of them each: every one is |d|^2 away.
    n, d, pairs = t.draw((7, 2, 3), _odd_sizes)
    offset = t.rng.standard_normal((n, d))
    mean = 5.0 * t.rng.standard_normal((n, d))
    predictions = np.concatenate([np.stack([mean + offset, mean - offset])] * pairs)
    want = np.array([row @ row for row in offset])
    members = len(predictions)
    t.worked(
        predictions_of_one_example=predictions[:, 0],
        their_mean=mean[0],
        squared_distances_of_the_members=[want[0]] * members,
        mean_of_these=want[0],
    )
    got = t.call(ensemble_variance, predictions)
    for shape, cause in (
        ((n, d), OUTPUTS),
        ((members, n), "One number for each member and example: take the mean over the members."),
        ((members,), "One number for each member; one for each example is asked."),
        ((), "One number for all; one for each example is asked."),
        ((d,), "One number for each output; one for each example is asked."),
    ):
        t.require(
            np.shape(got) != shape,
            f"`predictions` has {members} members, {n} examples and {d} outputs. Your result has "
            f"shape {np.shape(got)}, expected ({n},).",
            cause,
        )
    t.close(
        "variance",
        got,
        want,
        "Half of the members lie at mean + d, half at mean - d, so the variance of an example is "
        "the squared length of its d. Yours is not.",
        "What do you square, what do you add up and what do you average? One axis holds the "
        "members, one the outputs.",
        mistakes=[
            (want + (mean**2).sum(axis=1), "You squared the predictions, not their deviations."),
            (want * 2, "You compared the members with one another: that counts each d twice."),
            (want * members / (members - 1), ONE_LESS),
            (want / d, "You averaged over the outputs; a squared norm adds them up."),
            (
                d * predictions.var(axis=2).mean(axis=0),
                "You took off each member's mean over its outputs; the mean runs over the members.",
            ),
            (
                want * members / d,
                "You averaged over the outputs and added over the members; it is the other way.",
            ),
            (np.sqrt(want), "You took the root: that is a distance, not its square."),
            (want * members, "You added over the members; take their mean."),
            (
                np.array([abs(row).sum() for row in offset]),
                "You took absolute values; the norm is squared.",
            ),
        ],
        single=True,
    )


def _three_members(rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Return the predictions of three members, unevenly apart, and one on which they agree.

    Their mean is not near 1, nor near -1.
    """
    away = rng.uniform(2, 5) + rng.uniform(1, 3) * np.array([0, 1, rng.uniform(3, 5)])
    values = rng.choice([-1, 1]) * away
    a, b, c = rng.permutation(values).round(1).tolist()
    return a, b, c, round(rng.uniform(1, 9), 1)


@variance.property("three members by hand", weight=2)
def variance_by_hand(t: Trial, ensemble_variance: Function) -> None:
    # 0, 3 and 9 lie 4, 1 and 5 from their mean: (16 + 1 + 25) / 3. The second is constant.
    a, b, c, same = t.draw((0.0, 3.0, 9.0, 7.0), _three_members)
    # Three more outputs are always 0.
    predictions = np.array([[[v, 0.0, 0.0, 0.0], [same, 0.0, 0.0, 0.0]] for v in (a, b, c)])
    away = predictions[:, :, 0] - predictions[:, :, 0].mean(axis=0)
    want = np.array([(away[:, 0] ** 2).mean(), 0.0])
    got = t.call(ensemble_variance, predictions)
    t.require(
        np.shape(got) != (2, 4),
        "For two examples with four outputs each your result has shape (2, 4), expected (2,).",
        OUTPUTS,
    )
    t.close(
        "variance",
        got,
        want,
        f"Three members predict {a:g}, {b:g}, {c:g} for the first example "
        f"and {same:g} each for the second; three more outputs are always 0. One of "
        "the two variances is wrong.",
        "Square first, then take the mean over the members: the mean of the squared deviations "
        "from the members' mean.",
        mistakes=[
            (1.5 * want, ONE_LESS),
            ((away**2).max(axis=0), "You took the largest deviation, not the mean."),
            (
                np.abs(away).mean(axis=0) ** 2,
                "You squared the mean distance; take the mean of the squares.",
            ),
        ],
    )


any_form(variance, (4, 5, 3))
