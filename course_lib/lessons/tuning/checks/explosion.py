"""Checks of notebook 07: the first sign of an explosion."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

first_explosion = Exercise("first_explosion", functions=("first_explosion",))


def _explodes(t: Trial, f: Function, losses: list[float], want: int | None, *factor: float) -> None:
    array = np.array(losses)
    got = t.call(f, array, *factor)
    limit = factor[0] if factor else 3.0
    symptom = (
        f"losses = [{', '.join(f'{v:g}' for v in losses)}], factor {limit:g}: "
        f"the answer is {want}, yours is {got!r}."
    )
    if got is None or want is None:
        if got is not want:
            raise Wrong(symptom, _none_cause(t, f, want, losses))
        return
    kinds = int | np.integer | np.ndarray
    if isinstance(got, bool | np.bool_) or not isinstance(got, kinds) or np.shape(got) != ():
        raise Wrong(symptom, "Return the number of the step as an integer, or None.")
    t.array("the step", got, (), "i")
    t.require(int(got) == want, symptom, _step_cause(array, int(got), want, limit))


def _none_cause(t: Trial, f: Function, want: int | None, losses: list[float]) -> str:
    if want is None:
        return "When no loss is out of bounds, return None: neither a number nor False."
    if np.isfinite(losses[want]):
        return (
            "Compare every loss, up to the last, with `factor` times the first, and return the "
            "step."
        )
    if want == 0 and _zero_is_false(t, f):
        return "0 is a step too, though `if 0` is False. Ask whether there is a step at all."
    if np.isinf(losses[want]) and want == 0:
        return "No loss is larger than a multiple of inf: ask whether a loss is finite as well."
    return "A comparison with nan is always False. Ask whether a loss is finite as well."


def _zero_is_false(t: Trial, f: Function) -> bool:
    """Tell whether nan is found, but not where it is the first loss."""
    nan = float("nan")
    return t.passes(
        lambda: t.require(
            t.call(f, np.array([nan, 1.0, 1.0])) is None
            and t.call(f, np.array([1.0, nan, 1.0])) == 1,
            "",
        )
    )


def _step_cause(losses: Array, got: int, want: int, factor: float) -> str:
    if got == want + 1:
        return "Steps are counted from 0: the first loss belongs to step 0."
    if got == want - 1:
        return "The first loss belongs to step 0. Does your count begin at the second?"
    if got < 0 or got >= len(losses):
        return "Steps are counted from 0 to the number of losses minus 1."
    if np.isnan(losses[want]) and got > want:
        return "A comparison with nan is always False. Ask whether a loss is finite as well."
    with np.errstate(all="ignore"):
        out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
        if got == out[-1]:
            return "That is the last step out of bounds; the first is asked."
        if np.isfinite(losses[want]) and not np.isfinite(losses[got]):
            return "A finite loss out of bounds came before: ask both questions at every step."
        if got == int(np.argmax(losses)):
            return "That is the step of the largest loss; the first one out of bounds is asked."
    if got == len(out):
        return "That is a number of steps; which step is the first?"
    return (
        "A loss is compared with `factor` times the first loss: not with the loss before it, the "
        "smallest so far, or a fixed number."
    )


Run = tuple[list[float], int | None]  # losses, and the first step that is out of bounds


def _calm(rng: np.random.Generator, first: float | None = None) -> list[float]:
    """Return losses within three times the first, with a dip and a larger rise after it."""
    first = rng.uniform(0.5, 5) if first is None else first
    rest = rng.uniform(0.5, 2.7, rng.integers(1, 5))
    ways = [1.0, rng.uniform(0.1, 0.3), rng.uniform(1.5, 2.7), *rest]
    return [round(float(first * way), 3) for way in ways]


def _explosive(rng: np.random.Generator, first: float) -> Run:
    """Return losses that leave the bounds for one step, come back, and rise to their largest."""
    calm = _calm(rng, first)
    ways = [rng.uniform(3.3, 4), rng.uniform(0.5, 2.5), rng.uniform(9, 15), rng.uniform(1, 2.5)]
    return [*calm, *(round(float(first * way), 3) for way in ways)], len(calm)


def _explosive_at_last(rng: np.random.Generator) -> Run:
    calm = _calm(rng)
    return [*calm, round(calm[0] * rng.uniform(3.3, 9), 3)], len(calm)


def _not_finite(rng: np.random.Generator) -> list[Run]:
    """Return runs with nan, with inf, with a finite explosion before inf, and with none of them."""
    inf, nan = float("inf"), float("nan")
    with_nan, with_inf = _calm(rng), _calm(rng)
    exploded, step = _explosive(rng, rng.uniform(0.3, 0.75))  # to a loss that is below 3
    return [
        ([*with_nan, nan, with_nan[0], nan], len(with_nan)),
        ([*with_inf, inf, 25 * with_inf[0]], len(with_inf)),
        ([*exploded, nan, inf], step),
        (_calm(rng), None),
        ([nan] * int(rng.integers(2, 6)), 0),
    ]


def _growing(rng: np.random.Generator) -> tuple[list[float], list[tuple[float, int | None]]]:
    """Return losses that grow, and three factors with the step that each finds.

    One step is the last. The first loss is far from 1: a factor is no bound by itself.
    """
    ways = np.cumprod([1.0, *rng.uniform(1.3, 1.8, rng.integers(5, 8))])
    last = len(ways) - 1
    steps = [int(rng.integers(1, last)), last]
    # Between two losses, as far from the one as from the other.
    cases = [(round(float(np.sqrt(ways[n - 1] * ways[n])), 2), n) for n in steps]
    losses = rng.uniform(0.3, 0.7) * ways
    return losses.round(4).tolist(), [*cases, (float(round(2 * ways[-1])), None)]


@first_explosion.property("the first loss above factor times the first", weight=3)
def explosion_above_factor(t: Trial, first_explosion: Function) -> None:
    for losses, want in t.draw(
        [
            ([2.3, 2.4, 5.0, 4.0, 6.8, 7.1, 3.0, 20.0, 9.0, 2.0], 5),
            ([0.1, 0.02, 0.08, 0.2, 0.28, 0.35], 5),
            ([2.3, 2.0, 6.5, 1.5], None),
            ([9.0, 8.0, 25.0, 28.0, 26.0], 3),
        ],
        lambda rng: [
            _explosive(rng, rng.uniform(0.1, 0.6)),
            _explosive(rng, rng.uniform(3, 9)),
            (_calm(rng), None),
            _explosive_at_last(rng),
        ],
    ):
        _explodes(t, first_explosion, losses, want)


@first_explosion.detail("nan and inf are explosions", weight=3)
def explosion_nan_and_inf(t: Trial, first_explosion: Function) -> None:
    inf, nan = float("inf"), float("nan")
    for losses, want in t.draw(
        [
            ([2.3, 2.1, nan, 2.0, 50.0], 2),
            ([2.3, 2.4, 11.0, 40.0, nan, nan], 2),
            ([2.19, 2.18, 1.94, 1.83, inf, inf], 4),
            ([2.3, 2.2, 2.1], None),
            ([nan, nan, nan], 0),
        ],
        _not_finite,
    ):
        _explodes(t, first_explosion, losses, want)


@first_explosion.guard("a first loss of nan or inf is out of bounds")
def explosion_at_first_loss(t: Trial, first_explosion: Function) -> None:
    for first in ("inf", "nan"):
        losses = [float(first), *t.either([2.0, 1.0, 3.0], [1.0, 2.0])]
        _explodes(t, first_explosion, losses, 0)


@first_explosion.detail("another factor", weight=2)
def explosion_other_factor(t: Trial, first_explosion: Function) -> None:
    losses, cases = t.draw(
        ([1.0, 1.4, 1.9, 2.6, 5.0, 12.0], [(1.5, 2), (10.0, 5), (15.0, None)]), _growing
    )
    for factor, want in cases:
        _explodes(t, first_explosion, losses, want, factor)


@first_explosion.guard("factor = 0 is like any other")
def explosion_factor_of_zero(t: Trial, first_explosion: Function) -> None:
    losses = np.array([1.0, 2.0, 4.0])

    def run(factor: float) -> Any:
        return t.call(first_explosion, losses, factor)

    zero_counts(t, "factor", run, lambda factor: 0, other=0.5, default=3.0)


any_form(first_explosion, np.array([1.0, 0.5, 2.0, 7.0, 1.0]))
