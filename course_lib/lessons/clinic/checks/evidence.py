"""Checks of notebook 11: from the numbers of a run to a verdict, against healthy runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Slip
from course_lib.lessons.clinic.checks.readings import readings
from course_lib.lessons.clinic.checks.wards import ward

evidence = Exercise("evidence", functions=("evidence",))

NO_SIGN = Slip("A number of deviations has no sign here.")
#: What the patients of the last property have.
SICK = ("labels shuffled", "gradient wrong", "dropout at test", "gradients accumulate",
        "weights too large", "inputs raw")  # fmt: skip


def _ask(t: Trial, f: Function, reading: Array, healthy: Array) -> tuple[int | None, float]:
    """Return the verdict after its shape was checked."""
    index, deviations = t.call(f, reading, healthy, returns="index, deviations")
    number = t.array("deviations", deviations, ()) if np.size(deviations) == 1 and np.isfinite(
        np.asarray(deviations, dtype=float)
    ).all() else deviations  # fmt: skip
    if np.shape(number) != () or isinstance(number, str | bool) or number is None:
        raise Wrong(f"`deviations` is {deviations!r:.60}, expected one number.")
    if index is None:
        return None, float(number)
    if isinstance(index, bool | np.bool_) or not isinstance(index, int | np.integer):
        raise Wrong(
            f"`index` is {index!r:.60}, expected the number of an instrument, or None.",
            "Return the place of the instrument, an integer from 0, or None for a healthy run.",
        )
    return int(index), float(number)


def _healthy(t: Trial, runs: int, instruments: int) -> tuple[Array, Array, Array]:
    """Return readings of healthy runs, and their exact mean and standard deviation (ddof 1).

    The last instrument stands next to 0, where a difference relative to the mean says nothing.
    """
    noise = t.rng.standard_normal((runs, instruments))
    noise = noise - noise.mean(axis=0)
    noise = noise / np.sqrt((noise**2).sum(axis=0) / (runs - 1))
    mean = t.rng.uniform(-3, 3, instruments)
    std = 10.0 ** t.rng.uniform(-3, 1, instruments)
    mean[-1] = 1e-4 * std[-1]
    return mean + std * noise, mean, std


def _planted(t: Trial, mean: Array, std: Array, place: int, size: float) -> Array:
    """Return readings that are off by less than 3 deviations, but at one place by ``size``."""
    off = t.rng.uniform(-2.5, 2.5, len(mean))
    off[place] = size
    return mean + std * off


def _runs(t: Trial, least: int = 6) -> tuple[int, int]:
    return t.draw((10, 5), lambda rng: (int(rng.integers(least, 13)), int(rng.integers(4, 8))))


@evidence.property("the instrument that is most deviations off", weight=2)
def most_deviations(t: Trial, evidence: Function) -> None:
    for _ in range(2):
        runs, count = _runs(t)
        while True:
            healthy, mean, std = _healthy(t, runs, count)
            # The one with the smallest deviation: other ways to compare point elsewhere.
            place = int(np.argmin(std))
            reading = _planted(t, mean, std, place, t.draw(9.0, lambda rng: rng.uniform(7, 20)))
            others = reading - mean, (reading - mean) / mean, reading / std
            plain, relative, no_mean = (int(np.argmax(np.abs(other))) for other in others)
            # Whoever compares plain differences with five names an instrument, and not None.
            clear = np.abs(reading - mean).max() > 6 and plain != relative
            if clear and place not in (plain, relative, no_mean):
                break
        index, _ = _ask(t, evidence, reading, healthy)
        off = (reading - mean) / std
        cause = "The mean and the deviation are those of each column of `healthy`."
        if index == plain:
            cause = (
                "Differences of two instruments cannot be compared. Count each in standard "
                "deviations of that instrument over healthy runs."
            )
        elif index == relative:
            cause = (
                "A mean near 0 makes any difference look large beside it. Count each in standard "
                "deviations of that instrument over healthy runs."
            )
        t.require(
            index == place,
            f"Instrument {place} is {off[place]:.1f} standard deviations away from the mean of "
            f"{runs} healthy runs, all others less than 3; your index is {index}.",
            cause,
        )


@evidence.property("how many deviations, with ddof=1", weight=2)
def how_many(t: Trial, evidence: Function) -> None:
    for _ in range(2):
        runs, count = _runs(t)
        healthy, mean, std = _healthy(t, runs, count)
        # In a notebook the widest: its readings can be told apart in a few digits.
        place = int(t.rng.integers(count - 1) if t.hidden else np.argmax(std[:-1]))
        want = t.rng.uniform(7, 30)
        reading = _planted(t, mean, std, place, want)
        t.worked(
            instrument=place,
            healthy_runs=healthy[:, place],
            their_mean=mean[place],
            their_standard_deviation=std[place],
            this_run=reading[place],
            difference=reading[place] - mean[place],
            deviations=want,
        )
        _, number = _ask(t, evidence, reading, healthy)
        t.close(
            "deviations",
            number,
            want,
            f"The most deviant instrument is {want:.4f} standard deviations off; you say "
            f"{number:.4f}.",
            mistakes=[
                (
                    want * np.sqrt(runs / (runs - 1)),
                    Slip("The deviation is over n - 1: `ddof=1`."),
                ),
                (want * np.sqrt(runs), "That is counted in standard errors of the mean. One run "
                 "is compared with single runs."),
                (-want, NO_SIGN),
                (want**2, "That is the square."),
            ],
            rtol=1e-5,
        )  # fmt: skip


@evidence.detail("below the mean as well as above", weight=1)
def below_the_mean(t: Trial, evidence: Function) -> None:
    runs, count = _runs(t)
    healthy, mean, std = _healthy(t, runs, count)
    for place in t.rng.permutation(count)[:3].tolist():
        size = t.draw(9.0, lambda rng: rng.uniform(7, 20))
        index, number = _ask(t, evidence, _planted(t, mean, std, place, -size), healthy)
        t.require(
            index == place,
            f"Instrument {place} is {size:.1f} standard deviations below the mean of {runs} "
            f"healthy runs; your index is {index}.",
            "Below the mean is as sick as above it.",
        )
        if np.isclose(number, -size):
            raise Wrong(f"{size:.1f} deviations below the mean are {number:.1f} for you.", NO_SIGN)


@evidence.detail("below five deviations the run is healthy", weight=2)
def below_five(t: Trial, evidence: Function) -> None:
    for size, sick in ((4.4, False), (5.5, True), (4.2, False), (5.4, True), (0.5, False)):
        runs, count = _runs(t)
        healthy, mean, std = _healthy(t, runs, count)
        place = int(t.rng.integers(count))
        size = size * t.draw(1.0, lambda rng: float(rng.uniform(0.98, 1.02)))
        index, _ = _ask(t, evidence, _planted(t, mean, std, place, size), healthy)
        t.require(
            (index is not None) == sick,
            f"The largest deviation is {size:.2f}, so the run is "
            f"{'sick' if sick else 'healthy'}; your index is {index}.",
            "From five deviations on a run is sick. Below, the index is None.",
        )


@evidence.detail("an instrument that never moves, and one that shows nan", weight=2)
def never_moves(t: Trial, evidence: Function) -> None:
    for case in ("equal", "moved", "nan", "inf"):
        runs, count = _runs(t)
        healthy, mean, std = _healthy(t, runs, count)
        place, other = (int(i) for i in t.rng.permutation(count - 1)[:2])
        value = t.draw(0.25, lambda rng: float(rng.integers(1, 64)) / 64)
        healthy[:, place] = value  # a power of two apart, so that the mean is exact
        reading = _planted(t, mean, std, other, t.rng.uniform(0, 2.5))
        if case == "equal":
            reading = mean + 0.2 * (reading - mean)
        reading[place] = value + {"equal": 0.0, "moved": 0.125, "nan": np.nan, "inf": np.inf}[case]
        index, number = _ask(t, evidence, reading, healthy)
        if case == "equal":
            t.require(
                index is None and number < 0.9,
                f"An instrument shows {value:g} in all healthy runs and in this one; your index is "
                f"{index}, your deviations {number:g}.",
                "0 / 0 is nan. No difference is no deviation, whatever the spread.",
            )
            continue
        t.require(
            index == place and number == np.inf,
            f"An instrument shows {value:g} in all healthy runs and {reading[place]:g} here. "
            f"That is infinitely many deviations; your index is {index}, your deviations "
            f"{number:g}.",
            "A comparison with nan is always False. Say beforehand what counts as infinite: a "
            "reading that is not finite, and a difference where the spread is 0.",
        )


@evidence.property("patients and healthy twins, trained anew", weight=6)
def trained_anew(t: Trial, evidence: Function) -> None:
    seed = t.draw(11, lambda rng: int(rng.integers(2**31)))
    names = ("healthy",) * 34 + SICK
    found = np.array([readings(run) for run in ward(names, seed)])
    # Read to a hundredth, as off a dial: one dead unit where others have none is no evidence, and
    # an instrument that never moves has a row of its own above.
    found = found + 0.01 * t.rng.standard_normal(found.shape)
    # One more instrument trembles next to 0, as the mean of a logit does.
    still = 0.01 * t.rng.standard_normal(len(found))
    found = np.column_stack([found, still - still[:20].mean() + 1e-6])
    healthy, twins, patients = found[:20], found[20:34], found[34:]
    well = [_ask(t, evidence, one, healthy)[0] is None for one in twins]
    t.require(
        sum(well) >= 2,
        f"Of {len(well)} healthy runs you call {len(well) - sum(well)} sick.",
    )
    sick = [_ask(t, evidence, one, healthy)[0] for one in patients]
    missed = [names[34 + i] for i, index in enumerate(sick) if index is None]
    t.require(
        len(missed) <= 1,
        f"Of {len(sick)} patients you call {len(missed)} healthy: {', '.join(missed)}.",
    )


# The third instrument is far off, so that no rounding moves the verdict.
any_form(evidence, np.array([0.4, -0.2, 30.0]), np.random.default_rng(0).standard_normal((8, 3)))


def verdict_of(run: Any, healthy: Any) -> tuple[Array, Array]:
    """Return the readings of a run and those of healthy runs, as ``evidence`` takes them."""
    return readings(run), np.array([readings(one) for one in healthy])
