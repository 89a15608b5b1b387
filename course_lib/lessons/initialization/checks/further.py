"""Checks of notebook 02, "Going further": Glorot's uniform weights, digits that cannot be right."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, numpy_numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.initialization.checks.draws import (
    call_for_draw,
    require_from_rng,
    require_independent,
    require_matrix,
)

glorot_uniform = Exercise("glorot_uniform", functions=("glorot_uniform",))


def _uniform(t: Trial, glorot_uniform: Function, seed: int) -> tuple[Array, float]:
    """Return one draw of the student's weights and the limit that it should have."""
    fan_in, fan_out = t.either((400, 100), (330, 120))
    rng = np.random.default_rng([seed, int(t.rng.integers(2**32))])
    got = call_for_draw(t, glorot_uniform, fan_in, fan_out, rng, returns="w")
    return require_matrix(t, got, (fan_in, fan_out)), (6 / (fan_in + fan_out)) ** 0.5


@glorot_uniform.property("variance 2 / (fan_in + fan_out)", weight=2)
def glorot_variance(t: Trial, glorot_uniform: Function) -> None:
    w, limit = _uniform(t, glorot_uniform, 0)
    std = limit / 3**0.5
    known = [
        (
            std / 3**0.5,
            "You used the std as the limit. Numbers evenly spread over [-a, a] have "
            "the variance a**2 / 3.",
        ),
        (
            std / 2**0.5,
            "The variance is half of what it should be: the mean of the two fans is "
            "half their sum.",
        ),
        (limit / 12**0.5, "Evenly over [0, a] is half as wide as evenly over [-a, a]."),
        (limit**2 / 3**0.5, "A square root is missing: the limit is a size, like a std."),
    ]
    near = [text for value, text in known if abs(w.std() / value - 1) < 0.03]
    t.require(
        abs(w.std() / std - 1) < 0.03,
        f"The std of the weights is {w.std():.4g}, expected about {std:.4g}.",
        near[0] if near else "",
    )


@glorot_uniform.detail("evenly between two limits", weight=1)
def glorot_limits(t: Trial, glorot_uniform: Function) -> None:
    w, limit = _uniform(t, glorot_uniform, 1)
    cause = "The variance of numbers that are evenly spread over [-c, c] is c**2 / 3."
    if w.min() >= 0:
        cause = "All weights are positive: the limits are -c and c, and the mean is 0."
    elif w.max() > 2 * limit:
        cause = "A normal distribution has no limits; this exercise asks for a uniform one."
    t.require(
        abs(w.max() / limit - 1) < 0.01 and abs(w.min() / limit + 1) < 0.01,
        f"The weights run from {w.min():.4g} to {w.max():.4g}, "
        f"expected from {-limit:.4g} to {limit:.4g}.",
        cause,
    )


@glorot_uniform.guard("every weight is drawn on its own", cost=0.7)
def glorot_independent_weights(t: Trial, glorot_uniform: Function) -> None:
    try:
        w, _ = _uniform(t, glorot_uniform, 2)
    except Wrong:
        return  # the properties above say it better
    if np.ptp(w) > 0:
        require_independent(t, w)


@glorot_uniform.guard("the numbers come from rng")
def glorot_draws_from_rng(t: Trial, glorot_uniform: Function) -> None:
    args = [(6, 4, np.random.default_rng(seed)) for seed in (7, 7, 8)]
    draws = [t.call(glorot_uniform, *a, returns="w") for a in args]
    require_from_rng(t, *(t.array("w", w, (6, 4)) for w in draws))


def _seeded(t: Trial, glorot_uniform: Function, fan_in: int, fan_out: int) -> Any:
    return t.call(glorot_uniform, fan_in, fan_out, np.random.default_rng(7), returns="w")


numpy_numbers(glorot_uniform, 6, 4, run=_seeded)


suspicious = Exercise("suspicious", functions=("suspicious",))


def _table(t: Trial, deviations: Array, unit: float) -> tuple[Array, Array]:
    """Return five runs and printed numbers that lie ``deviations`` (in stds) off their means."""
    pattern = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    scale = 10.0 ** -np.arange(len(deviations)) * t.draw(1.0, lambda rng: rng.uniform(1, 4))
    runs = 2 * scale + 0.1 * scale * pattern[:, None]
    printed = 2 * scale + 0.1 * scale * pattern.std(ddof=1) * deviations
    return np.round(printed / unit) * unit, runs


def _drawn(rng: np.random.Generator) -> list[float]:
    """Return five deviations in random order: two far ones, two about the limit, a small one."""
    sizes = rng.uniform((5, 5, 3.75, 4.15, 0), (9, 9, 3.85, 4.25, 1))
    drawn: list[float] = (rng.permutation(sizes) * rng.choice([-1.0, 1.0], 5)).tolist()
    return drawn


@suspicious.property("far from the runs", weight=2)
def suspicious_far_from_runs(t: Trial, suspicious: Function) -> None:
    for one in t.draw([[6.0, -0.5, -7.0, -3.8, 4.2]], lambda rng: [_drawn(rng), _drawn(rng)]):
        deviations = np.array(one)
        printed, runs = _table(t, deviations, unit=1e-9)
        far = np.abs(deviations) > 4
        t.close(
            "flags",
            t.call(suspicious, printed, runs, 1e-9, returns="flags"),
            far,
            f"The printed numbers lie {deviations} stds of a run (ddof=1) off the mean of five "
            f"runs: suspicious are {far}.",
            "One printed number is one run, so it scatters as one run does: by the std of the "
            "runs, not by the error of their mean. Both directions count.",
        )


@suspicious.detail("rounding is no mistake", weight=1)
def suspicious_allows_rounding(t: Trial, suspicious: Function) -> None:
    unit = t.draw(1e-6, lambda rng: float(10.0 ** -rng.integers(3, 7)))
    for order in t.draw([np.arange(3)], lambda rng: [rng.permutation(3) for _ in range(3)]):
        runs = np.full((3, 3), 1.4 * unit)
        runs[:, 0] = np.array([0.4, 0.6, 0.5]) * t.draw(1.0, lambda rng: rng.uniform(0.5, 2))
        printed = np.array([9.0, unit, 2 * unit])
        equal = " and ".join(str(layer + 1) for layer in np.flatnonzero(order > 0))
        t.close(
            "flags",
            t.call(suspicious, printed[order], runs[:, order], unit, returns="flags"),
            np.array([True, False, True])[order],
            f"All runs of layers {equal} give {1.4 * unit:g}. Printed with steps of {unit:g}, "
            f"{unit:g} is that number rounded and {2 * unit:g} is not.",
            "Add half a unit of the last printed digit to what you allow.",
        )


def _printed(t: Trial, suspicious: Function, printed: Array, runs: Array) -> Any:
    return t.call(suspicious, printed, runs, 0.01, returns="flags")


# Of four layers, whose runs have a std of 0.16, two are printed far off their means.
_RUNS = np.arange(1.0, 5.0) + 0.1 * np.arange(-2, 3)[:, None]
any_form(suspicious, np.array([1.0, 3.0, 3.0, 3.1]), _RUNS, run=_printed)
