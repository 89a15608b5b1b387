"""Checks of notebook 07: sampling a hyperparameter in log space, and the edge of its range.

Samples are random. A share of 2000 independent draws lies within 0.07 of its expectation, and any
of a dozen shares within 6.6 standard deviations, but for less than one right answer in 10^9.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import numpy_numbers, zero_counts
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

LN10 = float(np.log(10))

sample_log_uniform = Exercise("sample_log_uniform", functions=("sample_log_uniform",))


def _draw(
    t: Trial,
    f: Function,
    low: float,
    high: float,
    n: int,
    rng: np.random.Generator | None = None,
) -> Array:
    """Return n samples after their shape and their range were checked."""
    samples = t.call(f, low, high, n, rng or fresh(t), returns="samples")
    found = t.array("samples", samples, (n,))
    inside = (found >= low * (1 - 1e-6)) & (found <= high * (1 + 1e-6))
    if inside.all():
        return found
    worst = found[~inside][0]
    cause = ""
    if ((found >= np.log10(low)) & (found <= np.log10(high))).all():
        cause = "These are exponents. What power of what number is the sample?"
    elif ((found >= np.log(low)) & (found <= np.log(high))).all():
        cause = "These are natural logarithms; the samples themselves are asked."
    elif ((found >= 10.0**low) & (found <= 10.0**high)).all() and low > -300:
        cause = "low and high are themselves the bounds, not exponents: take their logarithms."
    elif any(((found >= low**k) & (found <= high**k)).all() for k in (1 / LN10, LN10)):
        cause = "The base of the logarithm and the base of the power differ."
    raise Wrong(f"A sample for low={low:g}, high={high:g} is {worst:.4g}, outside.", cause)


def _bounds(rng: np.random.Generator, least: float, most: float) -> tuple[float, float]:
    """Return bounds that are no powers of ten, between ``least`` and ``most`` decades apart."""
    low = 10 ** (rng.integers(-6, 1) + rng.uniform(0.38, 0.45))
    return float(low), float(low * 10 ** rng.uniform(least, most))


def _powers(rng: np.random.Generator, decades: int) -> tuple[float, float]:
    """Return bounds that are powers of ten."""
    low = int(rng.integers(-7, 2))
    return 10.0**low, 10.0 ** (low + decades)


@sample_log_uniform.property("half lie below the geometric mean", weight=3)
def samples_geometric_mean(t: Trial, sample_log_uniform: Function) -> None:
    # Of whole exponents the middle one is that of four decades: two fifths lie below it.
    for low, high in t.draw(
        [(1e-6, 1e-2), (1e-1, 1e5)], lambda rng: [_powers(rng, 4), _powers(rng, 6)]
    ):
        found = _draw(t, sample_log_uniform, low, high, 2000)
        middle = np.sqrt(low * high)
        below = float(np.mean(found < middle))
        if abs(below - 0.5) <= 0.07:
            continue
        symptom = (
            f"Of 2000 samples from {low:g} to {high:g} a share of {below:.2f} lies below "
            f"{middle:g}, the middle in log space."
        )
        if abs(np.mean(found < (low + high) / 2) - 0.5) <= 0.07:
            raise Wrong(symptom, "You sample evenly from low to high. Sample the exponent evenly.")
        if len(np.unique(found)) < 3:
            raise Wrong(symptom, "All samples are the same number.")
        raise Wrong(
            symptom, "The logarithm of a sample must be uniform between those of the bounds."
        )


@sample_log_uniform.property("every decade gets its share", weight=3)
def samples_every_decade(t: Trial, sample_log_uniform: Function) -> None:
    low, decades = t.draw(
        (1e-6, 5), lambda rng: (10.0 ** int(rng.integers(-7, 0)), int(rng.integers(4, 6)))
    )
    found = _draw(t, sample_log_uniform, low, low * 10.0**decades, 4000)
    counts, _ = np.histogram(np.log10(found / low), bins=2 * decades, range=(0, decades))
    shares, want = counts / 4000, 0.5 / decades
    t.require(
        np.all(np.abs(shares - want) < 6.6 * np.sqrt(want * (1 - want) / 4000)),
        f"4000 samples over {decades} decades: the half decades get the shares "
        f"{', '.join(f'{s:.2f}' for s in shares)}; each should get about {0.5 / decades:.2f}.",
        "A normal exponent prefers the middle, a whole exponent hits a few values only, and an "
        "exponent drawn from another range leaves decades out.",
    )


@sample_log_uniform.detail("bounds that are no powers of ten", weight=2)
def samples_any_bounds(t: Trial, sample_log_uniform: Function) -> None:
    for low, high in t.draw(
        [(2e-3, 5e-3), (20.0, 3e4)], lambda rng: [_bounds(rng, 0.2, 0.5), _bounds(rng, 2.3, 3.4)]
    ):
        found = _draw(t, sample_log_uniform, low, high, 2000)
        share = float(np.mean(found < low ** (2 / 3) * high ** (1 / 3)))
        reach = np.log(found.max() / found.min()) / np.log(high / low)
        t.require(
            abs(share - 1 / 3) < 0.07 and reach > 0.97,
            f"Samples from {low:g} to {high:g} do not fill that range evenly in log space: the "
            f"lowest of 2000 is {found.min():.4g}, the highest {found.max():.4g}, and a share of "
            f"{share:.2f} lies in the first third.",
            "Take the logarithms of the bounds as they are: no rounding, no fixed exponents.",
        )


def _around_one(rng: np.random.Generator) -> tuple[float, float]:
    """Return bounds below 1 and above it, a little more than some whole decades apart."""
    low = 10 ** rng.uniform(-3, -2)
    return float(low), float(low * 10 ** (rng.integers(3, 7) + rng.uniform(0, 0.4)))


@sample_log_uniform.detail("n independent draws from rng", weight=2)
def samples_independent(t: Trial, sample_log_uniform: Function) -> None:
    low, high = t.draw((1e-4, 1e1), _around_one)
    n = 1000
    seed = int(t.rng.integers(2**32))
    rng = np.random.default_rng(seed)
    first = _draw(t, sample_log_uniform, low, high, n, rng)
    second = _draw(t, sample_log_uniform, low, high, n, rng)
    again = _draw(t, sample_log_uniform, low, high, n, np.random.default_rng(seed))
    t.require(
        not np.array_equal(first, second),
        "Two calls gave the same samples.",
        "A grid does that, and a seed that is set inside the function. Draw from `rng`.",
    )
    t.require(
        np.array_equal(first, again),
        "Two generators with the same seed gave different samples, so no search can be repeated.",
        "The numbers come from somewhere else than the argument `rng`.",
    )
    place = np.log(first / low) / np.log(high / low)
    # Independent neighbours: their correlation has a standard deviation of 0.032.
    t.require(
        abs(float(np.corrcoef(place[1:], place[:-1])[0, 1])) < 0.22,
        "Each sample tells where the next one lies: they come in order, or in a pattern.",
        "The samples must be independent of one another.",
    )
    # 1000 balls in 1000 boxes leave 368 boxes empty, with a standard deviation of 10.
    boxes = np.minimum((place * n).astype(int), n - 1)
    empty = n - len(np.unique(boxes))
    t.require(
        empty > 300,
        f"The samples keep too regular a distance: of 1000 equal boxes in log space only {empty} "
        "are empty, where chance leaves about 368.",
        "That is a grid in random order. Every sample should be a draw of its own.",
    )
    # Draws of float64 never agree, those of float32 next to never.
    values = len(np.unique(first))
    t.require(
        values > 0.97 * n,
        f"{n} samples hold only {values} different numbers: they come from a list.",
        "A grid in log space has few values, however you choose from it. Draw the exponent.",
    )


@sample_log_uniform.guard("as many samples as n says")
def samples_count(t: Trial, sample_log_uniform: Function) -> None:
    for n in t.either((1, 7), (2, 9)):
        _draw(t, sample_log_uniform, 1e-3, 1e-1, n)


def _seeded(t: Trial, sample_log_uniform: Function, low: float, high: float, n: int) -> Any:
    return t.call(sample_log_uniform, low, high, n, np.random.default_rng(7))


numpy_numbers(sample_log_uniform, 0.001, 0.5, 6, run=_seeded)


at_edge = Exercise("at_edge", functions=("at_edge",))


def truth(name: str, got: Any) -> bool:
    """Return ``got`` as a bool, or fail when it is neither True nor False."""
    known = isinstance(got, bool | np.bool_ | np.ndarray)
    if not known or np.shape(got) != () or np.asarray(got).dtype.kind != "b":
        raise Wrong(f"`{name}` returned {got!r}; it must return True or False.")
    return bool(got)


Case = tuple[float, float, float, float, bool]  # best, low, high, decades, and the answer
SLIPS: list[tuple[Callable[[float, float, float, float], bool], str]] = [
    (
        lambda best, low, high, d: min(np.log(best / low), np.log(high / best)) < d,
        "You took natural logarithms; a decade is a power of ten.",
    ),
    (
        lambda best, low, high, d: min(best - low, high - best) < d,
        "You took differences on the plain scale; decades are counted in the exponents.",
    ),
    (
        lambda best, low, high, d: (
            min(np.log10(best) / np.log10(low), np.log10(high) / np.log10(best)) < d
        ),
        "You divided one logarithm by another; a distance in decades is their difference.",
    ),
    (
        lambda best, low, high, d: (
            min(np.log(best / low), np.log(high / best)) < d * np.log(high / low)
        ),
        "You took `decades` for a share of the range; it is a number of powers of ten.",
    ),
    (lambda best, low, high, d: np.log10(best / low) < d, "Only the lower end is looked at."),
    (lambda best, low, high, d: np.log10(high / best) < d, "Only the upper end is looked at."),
    (
        lambda best, low, high, d: min(np.log10(best / low), np.log10(high / best)) > d,
        "It is the other way round: True means near an end.",
    ),
    (
        lambda best, low, high, d: (np.log10(best / low) < d) != (np.log10(high / best) < d),
        "In a short range `best` can be near both ends at once: that is True as well.",
    ),
]


def _edges(t: Trial, f: Function, cases: list[Case], cause: str = "") -> None:
    answers = [truth("at_edge", t.call(f, *case[:4])) for case in cases]
    for slip, sentence in SLIPS:
        if answers == [bool(slip(*case[:4])) for case in cases]:
            cause = sentence
            break
    for (best, low, high, decades, want), got in zip(cases, answers, strict=True):
        down, up = np.log10(best / low), np.log10(high / best)
        t.require(
            got == want,
            f"best={best:g} in the range from {low:g} to {high:g} lies {down:.2f} decades above "
            f"the lower end and {up:.2f} below the upper end; with decades={decades:g} "
            f"the answer is {want}, yours is {got}.",
            cause,
        )


def _drawn_edges(
    rng: np.random.Generator, wanted: list[tuple[str, float, float, float]]
) -> list[Case]:
    """Return cases in wide ranges that begin below 1e-7, where only one end can be near.

    Each is wanted as (that end, decades, least distance, largest distance); distances are in units
    of ``decades``, and below 1 the answer is True.
    """
    cases = []
    for end, about, least, largest in wanted:
        decades = round(about * rng.uniform(0.9, 1.1), 2)
        low = 10 ** rng.uniform(-9, -7)
        high = low * 10 ** (1.1 * decades * (1 + largest) + rng.uniform(3, 4))
        away = 10 ** (decades * rng.uniform(least, largest))
        best = low * away if end == "low" else high / away
        cases.append((float(best), float(low), float(high), decades, largest < 1))
    return cases


@at_edge.property("near the upper end", weight=2)
def edge_upper_end(t: Trial, at_edge: Function) -> None:
    cases = t.draw(
        [
            (9.471549e-4, 1e-4, 1e-3, 0.1, True),
            (5.340517e-4, 1e-4, 1e-3, 0.1, False),
            (3e-2, 1e-6, 1e-1, 0.7, True),
            (3e-3, 1e-6, 1e-1, 0.7, False),
        ],
        lambda rng: _drawn_edges(
            rng,
            [
                ("high", 0.2, 0.3, 0.7),
                ("high", 0.2, 2, 6),
                ("high", 1.45, 0.9, 0.94),  # more than 10 * decades would allow
                ("high", 1.2, 1.06, 1.12),  # and in whole decades one
            ],
        ),
    )
    _edges(
        t,
        at_edge,
        cases,
        "How far is it from `best` to `high`, counted in powers of ten? Compare that with "
        "`decades`.",
    )


@at_edge.property("near the lower end", weight=2)
def edge_lower_end(t: Trial, at_edge: Function) -> None:
    cases = t.draw(
        [
            (1.2e-4, 1e-4, 1e-1, 0.2, True),
            (3e-3, 1e-4, 1e-1, 0.2, False),
            (5e-6, 1e-6, 1e-1, 1.0, True),
        ],
        lambda rng: _drawn_edges(
            rng,
            [("low", 0.3, 0.3, 0.8), ("low", 0.3, 2, 6), ("low", 1.45, 0.9, 0.94)],
        ),
    )
    _edges(
        t,
        at_edge,
        cases,
    )


def _drawn_decades(rng: np.random.Generator) -> list[Case]:
    """Return what each slip gets wrong, as in the notebook, and a short range."""
    middle, low = rng.uniform(0.35, 0.65), 10 ** rng.uniform(-4, 0)
    return [
        *_drawn_edges(
            rng,
            [
                ("high", 0.8, 0.8, 0.94),  # natural logarithm: more
                ("low", 0.5, 1.3, 1.6),  # near the lower end on a linear scale
                ("high", 0.3, 0.6, 0.9),  # and this one in its middle
                ("low", 0.3, 1.5, 2.5),  # a share of the range: less
                ("high", 2.2, 0.8, 0.94),
                ("high", 2.2, 1.06, 1.15),
            ],
        ),
        (float(low * 10**middle), float(low), float(10 * low), 0.8, True),  # near both ends
    ]


@at_edge.property("decades are powers of ten", weight=3)
def edge_powers_of_ten(t: Trial, at_edge: Function) -> None:
    cases = t.draw(
        [
            (2e-2, 1e-6, 1e-1, 0.8, True),  # natural logarithm: 1.6
            (4e-4, 1e-6, 1e-1, 0.3, False),  # near the lower end on a linear scale
            (6e-2, 1e-6, 1e-1, 0.3, True),  # and this one in its middle
            (3e-6, 1e-6, 1e-1, 0.3, False),  # a tenth of the five decades
            (3e-1, 1e-4, 1e2, 3.0, True),
            (3e-1, 1e-4, 1e2, 2.0, False),
            (1e-3, 1e-4, 1e-2, 1.5, True),  # near both ends
        ],
        _drawn_decades,
    )
    _edges(
        t,
        at_edge,
        cases,
    )


@at_edge.guard("decades = 0 is like any other")
def edge_decades_of_zero(t: Trial, at_edge: Function) -> None:
    zero_counts(
        t,
        "decades",
        lambda decades: truth("at_edge", t.call(at_edge, 2e-3, 1e-3, 1e3, decades)),
        lambda decades: decades > 0.30103,
        other=0.5,
        default=1.0,
    )


numpy_numbers(at_edge, 0.02, 0.01, 10.0, 0.5, run=Trial.call)
