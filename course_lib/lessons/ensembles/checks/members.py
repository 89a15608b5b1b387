"""Checks of notebook 06: bootstrap, averaging and voting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import four_draws, fresh
from course_lib.checking.probes import any_form, numpy_numbers
from course_lib.checking.results import listed
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

bootstrap = Exercise("bootstrap", functions=("bootstrap_indices",))


def _indices(t: Trial, f: Function, n: int, rng: np.random.Generator | None = None) -> Array:
    return _integers(t, "indices", t.call(f, n, rng or fresh(t)), n)


def _integers(t: Trial, name: str, got: Any, n: int) -> Array:
    """Return ``got`` as integers (n,); a list of whole numbers will do."""
    return t.array(name, listed(t, name, got), (n,), kind="i")


@bootstrap.property("drawn with replacement", weight=3)
def bootstrap_with_replacement(t: Trial, bootstrap_indices: Function) -> None:
    n = t.draw(2000, lambda rng: int(rng.integers(2000, 4000)))
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
    n = t.draw(8, lambda rng: int(rng.integers(8, 13)))
    samples = [_indices(t, bootstrap_indices, n) for _ in range(240)]
    t.require(
        any(not np.array_equal(samples[0], sample) for sample in samples),
        f"240 samples of {n} indices, and all are the same: {samples[0].tolist()}.",
        "A seed is set inside the function. Draw from the argument `rng`.",
    )
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
    # Counts of two indices have the correlation -1 / (n - 1) with an SD of 0.065: 0.28 is more
    # than five SDs away. Where indices are drawn in pairs or blocks it is about 0.4.
    together = np.corrcoef([np.bincount(s, minlength=n) for s in samples], rowvar=False)
    np.fill_diagonal(together, -1.0)
    one, other = np.unravel_index(together.argmax(), together.shape)
    t.require(
        together.max() < 0.28,
        f"In samples of {n} indices, {one} and {other} come up together: their counts have the "
        f"correlation {together.max():.2f}.",
        "Each index is a draw of its own. Here one index decides what another one is.",
    )


@bootstrap.guard("drawn from rng, anew in every call")
def bootstrap_draws_from_rng(t: Trial, bootstrap_indices: Function) -> None:
    first, second, again, other = four_draws(t, lambda rng: _indices(t, bootstrap_indices, 40, rng))
    t.require(
        not np.array_equal(first, second) and not np.array_equal(first, other),
        "Two calls gave the same indices.",
    )
    t.require(
        np.array_equal(first, again),
        "Two generators with the same seed gave different indices, so no run can be repeated.",
        "The indices come from somewhere else than the argument `rng`.",
    )


def _seeded(t: Trial, bootstrap_indices: Function, n: int) -> Any:
    return t.call(bootstrap_indices, n, np.random.default_rng(7))


numpy_numbers(bootstrap, 6, run=_seeded)


combine = Exercise("combine", functions=("average_probabilities", "majority_vote"))


Ballot = tuple[list[int], int]  # the class of each member, and the one that is elected
Vote = tuple[list[int], int, Array]  # the same, and the members' probs (E, 1, classes)
#: Which class other rules elect, of probs (E, 1, classes).
_NO_VOTES: tuple[Callable[[Array], Any], ...] = (
    lambda probs: probs.mean(axis=0).argmax(),
    lambda probs: np.log(probs).sum(axis=0).argmax(),
    lambda probs: probs.max(axis=0).argmax(),
    lambda probs: (probs > 0.5).sum(axis=0).argmax(),
    lambda probs: (probs * (probs == probs.max(axis=2, keepdims=True))).sum(axis=0).argmax(),
    lambda probs: np.rint(probs.argmax(axis=2).mean()),
    lambda probs: probs.argmax(axis=2).min(),
    lambda probs: probs[0].argmax(),
)


def _probs(labels: list[int], classes: int, more: Any = 0.0) -> Array:
    """Return probs (E, 1, classes) in which member e likes ``labels[e]`` best.

    By turns a member is nearly sure, or leans towards a class that has less than a half; each by
    ``more`` than that.
    """
    best = np.where(np.arange(len(labels)) % 2, 0.4, 0.9) + more
    probs = np.repeat(((1 - best) / (classes - 1))[:, None, None], classes, axis=2)
    probs[np.arange(len(labels)), 0, labels] = best
    return probs


def _votes(
    t: Trial,
    classes: int,
    shown: list[Ballot],
    drawn: Callable[[np.random.Generator], list[Ballot]],
) -> list[Vote]:
    """Return ballots with probs; those of the grader show every rule that is no vote."""

    def hidden(rng: np.random.Generator) -> list[Vote]:
        while True:
            votes = [
                (labels, want, _probs(labels, classes, rng.uniform(-0.03, 0.03, len(labels))))
                for labels, want in drawn(rng)
            ]
            if all(any(rule(probs) != want for _, want, probs in votes) for rule in _NO_VOTES):
                return votes

    return t.draw([(labels, want, _probs(labels, classes)) for labels, want in shown], hidden)


def _most_of(rng: np.random.Generator, winner: int) -> Ballot:
    """Return votes for five classes; ``winner`` has the most, not a half, and not the first."""
    most = int(rng.integers(3, 5))
    others = np.repeat(np.delete(np.arange(5), winner), most - 1)
    rest = rng.choice(others, most + rng.integers(1, 4), replace=False)
    return [rest[0], *rng.permutation([*[winner] * most, *rest[1:]]).tolist()], winner


def _tied(rng: np.random.Generator, lowest: int) -> Ballot:
    """Return votes with a tie of ``lowest`` and a higher class, which is seen first."""
    most = int(rng.integers(2, 4))
    higher = int(rng.integers(lowest + 1, 5))
    others = np.repeat(np.delete(np.arange(5), [lowest, higher]), most - 1)
    rest = rng.choice(others, rng.integers(0, 3), replace=False)
    tail = rng.permutation([*[lowest] * most, *[higher] * (most - 1), *rest]).tolist()
    return [higher, *tail], lowest


def _majorities(rng: np.random.Generator) -> list[Ballot]:
    """Return the votes for three classes of each example: more than half of them agree."""
    members, examples = int(rng.choice([5, 7])), int(rng.integers(4, 9))
    winners = rng.permutation([0, 1, 2, *rng.integers(0, 3, examples - 3)]).tolist()
    few = members // 2
    return [
        (rng.permutation([*[winner] * (few + 1), *rng.integers(0, 3, few)]).tolist(), winner)
        for winner in winners
    ]


@combine.property("average_probabilities: the mean over the members", weight=3)
def combine_averages_members(t: Trial, average_probabilities: Function) -> None:
    # Three members, five examples, four classes: no two sizes are equal.
    shape = t.draw((3, 5, 4), lambda rng: tuple(rng.choice(np.arange(3, 8), 3, False).tolist()))
    raw = t.rng.random(shape) ** 3 + 0.01
    probs = raw / raw.sum(axis=2, keepdims=True)
    want = sum(probs[1:], probs[0]) / len(probs)
    geometric = np.exp(np.log(probs).mean(axis=0))
    got = t.call(average_probabilities, probs)
    for axis, what in ((1, "examples"), (2, "classes")):
        t.require(
            np.shape(got) != probs.mean(axis=axis).shape,
            f"`probs` {shape} holds the probabilities of {shape[0]} members for {shape[1]} "
            f"examples and {shape[2]} classes. Your result has shape {np.shape(got)}.",
            f"Your mean runs over the {what}; the members are numbered by the first axis.",
        )
    t.close(
        "probs",
        got,
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
    for labels, want, probs in _votes(
        t,
        5,
        [([2, 0, 0, 1, 0, 1, 2], 0), ([3, 0, 3, 1, 0, 3, 1], 3), ([0, 2, 2, 0, 2], 2)],
        # The lowest or highest class, with less than half of the votes, is never their median.
        lambda rng: [
            _most_of(rng, k) for k in rng.permutation(np.array([0, rng.integers(1, 4), 4]))
        ],
    ):
        got = _integers(t, "labels", t.call(majority_vote, probs), 1)
        if got[0] != want:
            cause = "Let every member name its likeliest class and count the names."
            if got[0] in (int(np.median(labels)), round(float(np.mean(labels)))):
                cause = "Labels are names, not numbers: their mean or median means nothing."
            raise Wrong(f"The members vote {labels}. Your answer is {int(got[0])}.", cause)


def _two_leanings(rng: np.random.Generator) -> list[tuple[float, Array]]:
    """Return how likely the class of the two members is, and the order of classes.

    Each class is theirs in turn, so that it is once above the other one and once below.
    """
    first = rng.permutation(3)
    return [(float(rng.uniform(0.38, 0.46)), np.roll(first, by)) for by in range(3)]


@combine.property("majority_vote: every member has one vote, however sure it is", weight=2)
def combine_one_vote_each(t: Trial, majority_vote: Function) -> None:
    # Two members lean a little towards class 1, one is sure of class 0: the mean says 0, and so
    # do the sum of the winners' probabilities and a count of those above a half.
    shown = [(0.4, np.array([0, 1, 2]))]
    for lean, order in t.draw(shown, _two_leanings):
        rest = (1 - lean) / 2
        probs = np.array([[[rest, lean, rest]], [[rest, lean, rest]], [[0.98, 0.01, 0.01]]])
        got = _integers(t, "labels", t.call(majority_vote, probs[:, :, order]), 1)
        winner = int(np.argmax(order == 1))
        t.require(
            got[0] == winner,
            f"Two of three members prefer class {winner}, if only just. Your answer is not "
            f"{winner}.",
            "A member that is sure has more weight than one that is not: that is averaging. A vote "
            "counts heads, and the likeliest class need not reach a half.",
        )


@combine.detail("majority_vote: ties go to the lowest class", weight=1)
def combine_ties_to_lowest(t: Trial, majority_vote: Function) -> None:
    for labels, want, probs in _votes(
        t,
        5,
        [([2, 1, 1, 2], 1), ([3, 0, 0, 3, 1], 0), ([4, 2], 2)],
        lambda rng: [_tied(rng, lowest) for lowest in rng.permutation(4)[:3].tolist()],
    ):
        got = _integers(t, "labels", t.call(majority_vote, probs), 1)
        t.require(
            got[0] == want,
            f"The members vote {labels}. Your answer is {int(got[0])}.",
            "Among the classes with most votes the lowest wins.",
        )


@combine.detail("majority_vote: each example by itself", weight=2)
def combine_example_by_example(t: Trial, majority_vote: Function) -> None:
    shown = [([0, 0, 2], 0), ([1, 1, 0], 1), ([2, 1, 2], 2), ([0, 1, 1], 1), ([2, 2, 2], 2)]
    votes = _votes(t, 3, shown, _majorities)
    probs = np.concatenate([probs for *_, probs in votes], axis=1)
    sizes = f"{len(votes)} examples, {len(probs)} members"
    want = np.array([winner for _, winner, _ in votes])
    got = _integers(t, "labels", t.call(majority_vote, probs), len(want))
    t.require(
        np.array_equal(got, want),
        t.either("Five examples, three members", sizes)
        + ": some example did not get the label of its own majority.",
        "Count along the members' axis, for one example at a time.",
    )


@combine.guard("one member is no problem")
def combine_single_member(
    t: Trial, average_probabilities: Function, majority_vote: Function
) -> None:
    probs = _probs([2], 4)
    t.close("probs", t.call(average_probabilities, probs), probs[0], "The mean of one is itself.")
    got = _integers(t, "labels", t.call(majority_vote, probs), 1)
    t.require(got[0] == 2, "The only member votes 2. Your answer is not 2.")


def _both(t: Trial, average_probabilities: Function, majority_vote: Function, probs: Array) -> Any:
    mean, labels = t.call(average_probabilities, probs), t.call(majority_vote, probs)
    return mean, _integers(t, "labels", labels, len(probs[0]))


any_form(combine, np.random.default_rng(0).dirichlet(np.ones(4), (3, 5)), run=_both)
