"""Checks of notebook 06: snapshots of one net, and averages of parameters."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, numpy_numbers, zero_counts
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

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
    if np.all(np.abs(got - exact) < 1) and np.any(np.abs(got - exact) > 0.5):
        t.note(
            "you cut fractions of a step off (or up), the course rounds: the steps differ by less "
            "than one."
        )
    t.require(
        np.all(np.abs(got - exact) < 1),
        f"For {words} your steps are {got.tolist()}: they are not evenly spaced.",
        "The distance between two snapshots is (total - burn_in) / n.",
    )


def _burn_in(rng: np.random.Generator, most: int) -> int:
    return int(rng.integers(10, most)) if most else 0


def _whole_gaps(rng: np.random.Generator, burn_in: int) -> tuple[int, int, int]:
    """Return total, n and a burn-in of at most ``burn_in``, with a whole number between steps."""
    n, gap = rng.integers([3, 5], [31, 1000]).tolist()
    start = _burn_in(rng, burn_in)
    return start + n * gap, n, start


def _uneven_gaps(rng: np.random.Generator, burn_in: int) -> tuple[int, int, int]:
    """Return total, n and a burn-in with quarters between steps: floats hold those exactly.

    With thirds a step that is whole could come out just below, and be rounded down.
    """
    fours, quarters = rng.integers([2, 8], [10, 800]).tolist()
    quarters += quarters % 4 == 0  # so that they make no whole number
    start = _burn_in(rng, burn_in)
    return start + fours * quarters, 4 * fours, start


@snapshots.property("n even steps up to the last", weight=3)
def snapshots_even_steps(t: Trial, snapshot_steps: Function) -> None:
    for total, n in t.draw(
        [(100, 4), (30, 3)], lambda rng: [_whole_gaps(rng, 0)[:2] for _ in range(3)]
    ):
        _even(t, snapshot_steps, total, n, None)


@snapshots.detail("none before the burn-in has ended", weight=2)
def snapshots_after_burn_in(t: Trial, snapshot_steps: Function) -> None:
    for total, n, burn_in in t.draw(
        [(100, 4, 20), (60, 5, 10)], lambda rng: [_whole_gaps(rng, 500) for _ in range(2)]
    ):
        _even(t, snapshot_steps, total, n, burn_in)


@snapshots.detail("spacing that does not come out even", weight=1)
def snapshots_uneven_spacing(t: Trial, snapshot_steps: Function) -> None:
    for total, n, burn_in in t.draw(
        [(10, 3, 0), (750, 25, 136)], lambda rng: [_uneven_gaps(rng, most) for most in (0, 500, 90)]
    ):
        _even(t, snapshot_steps, total, n, burn_in)


def _between(t: Trial, snapshot_steps: Function, total: int, n: int, burn_in: int) -> Any:
    return t.call(snapshot_steps, total, n, burn_in)


numpy_numbers(snapshots, 90, 4, 10, run=_between)


parameters = Exercise("parameters", functions=("average_parameters", "polyak_update"))


@parameters.property("average_parameters: the mean vector", weight=2)
def parameters_mean_vector(t: Trial, average_parameters: Function) -> None:
    members, size = t.draw((3, 6), lambda rng: two_sizes(rng, 3, 9))
    vectors = t.rng.standard_normal((members, size))
    want = sum(vectors[1:], vectors[0]) / members
    got = t.call(average_parameters, vectors)
    t.require(
        np.shape(got) != (members,),
        f"The average has shape ({members},): a number for each of the {members} vectors. A vector "
        f"of {size} parameters is asked.",
        "The first axis of `vectors` numbers the vectors: the mean runs along it.",
    )
    t.close(
        "average",
        got,
        want,
        f"The result is not the mean of the {members} vectors of {size} parameters.",
        "Every vector counts the same. Which axis numbers the vectors, and how many are there?",
        mistakes=[
            (want * members, "You added the vectors; divide by their number."),
            (want * members / (members - 1), "You divided by one less than their number."),
            (np.median(vectors, axis=0), "You took the median."),
        ],
        single=True,
    )


def two_sizes(rng: np.random.Generator, low: int, high: int) -> tuple[int, int]:
    """Return two sizes that differ."""
    first, second = rng.choice(np.arange(low, high), 2, replace=False).tolist()
    return first, second


def _two_vectors(rng: np.random.Generator) -> tuple[Array, Array]:
    average, w = rng.uniform(-9, 9, (2, rng.integers(3, 7))).round(1)
    return average, w


@parameters.property("polyak_update: decay weighs the old average", weight=3)
def parameters_polyak_decay(t: Trial, polyak_update: Function) -> None:
    average, w = t.draw(
        (np.array([1.0, 2.0, -4.0]), np.array([3.0, 2.0, 6.0])),
        _two_vectors,
    )
    decay = t.draw(0.75, lambda rng: round(rng.uniform(0.6, 0.95), 3))
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


@parameters.detail("polyak_update: decay is 0.995 if none is given", weight=1)
def parameters_default_decay(t: Trial, polyak_update: Function) -> None:
    # From 0 towards 200: the first step goes to 1, the second to 1.995.
    scale, size = t.draw((1.0, 2), lambda rng: (rng.uniform(1, 9), int(rng.integers(2, 6))))
    w = scale * np.full(size, 200.0)
    named = t.array("average", t.call(polyak_update, np.zeros(size), w, decay=0.995), (size,))
    t.require(np.allclose(named, scale), ALREADY)
    average = t.call(polyak_update, np.zeros(size), w)
    t.close(
        "average",
        average,
        scale * np.ones(size),
        f"Without a decay given, one step from 0 towards {200 * scale:g} must lead to {scale:g}.",
        "Look at the default in the first line of your function.",
    )
    average = np.array(average)
    t.close(
        "average",
        t.call(polyak_update, average, w),
        scale * np.full(size, 1.995),
        f"A second step must lead from {scale:g} to {1.995 * scale:g}.",
    )


@parameters.guard("decay = 0 is like any other")
def parameters_decay_of_zero(t: Trial, polyak_update: Function) -> None:
    average, w = t.rng.standard_normal((2, 4))
    zero_counts(
        t,
        "decay",
        lambda decay: t.call(polyak_update, average, w, decay=decay),
        lambda decay: decay * average + (1 - decay) * w,
        other=0.6,
        default=0.995,
    )


def _both(
    t: Trial, average_parameters: Function, polyak_update: Function, vectors: Array, *two: Array
) -> Any:
    return t.call(average_parameters, vectors), t.call(polyak_update, *two, decay=0.75)


any_form(parameters, (5, 3), (3,), (3,), run=_both)
