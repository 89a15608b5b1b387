"""Checks of notebook 02: initial weights, orthogonal matrices.

Random answers are judged on 40 000 numbers: the std of that many Gaussian numbers has a sampling
error of 0.35 %, so a right answer misses an interval of 3 % less than once in 10^9 times.
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
from course_lib.lessons.initialization.checks.draws import (
    call_for_draw,
    require_from_rng,
    require_independent,
    require_matrix,
)

init_weights = Exercise("init_weights", functions=("init_weights",))


def _weights(
    t: Trial, init_weights: Function, fan_in: int, fan_out: int, scheme: str, seed: int | None
) -> Array:
    """Return one draw of the student's weights after its shape was checked."""
    rng = fresh(t) if seed is None else np.random.default_rng(seed)
    got = call_for_draw(t, init_weights, fan_in, fan_out, scheme, rng, returns="w")
    return require_matrix(t, got, (fan_in, fan_out))


def _spread(t: Trial, init_weights: Function, scheme: str, want: Callable[[int], float]) -> None:
    """Require the std that the scheme asks for, on a tall and on a wide matrix."""
    for fan_in, fan_out in t.either(((400, 100), (80, 500)), ((425, 96), (85, 490))):
        std = want(fan_in)
        w = _weights(t, init_weights, fan_in, fan_out, scheme, seed=None)
        got = float(w.std())
        fourth = float(((w - w.mean()) ** 4).mean() / max(w.var(), 1e-300) ** 2)
        if abs(got / std - 1) < 0.03:
            if abs(fourth - 3) > 0.4:
                t.note(
                    "Your weights are not Gaussian. Their std is right, and that is what counts."
                )
            continue
        symptom = (
            f'init_weights({fan_in}, {fan_out}, "{scheme}", rng): the std of the weights is '
            f"{got:.4g}, expected about {std:.4g}."
        )
        cause = ""
        for value, sentence in _known_stds(scheme, std, fan_in, fan_out):
            if abs(got - value) <= 0.03 * value:
                cause = sentence
                break
        t.require(False, symptom, cause)


def _known_stds(scheme: str, std: float, fan_in: int, fan_out: int) -> list[tuple[float, str]]:
    """Return the stds that known mistakes give, with a sentence for each."""
    known = [
        (0.0, "All weights are the same number, so all units of a layer stay the same too."),
        (
            std**2,
            "That is the variance, sigma squared. Scale by the std.",
        ),
        (std**0.5, "That is the square root of the std: one square root too many."),
        (1 / std, "That is the reciprocal: you divided by the std."),
        (std / 3**0.5, "Numbers spread evenly over [-a, a] have the std a / sqrt(3), not a."),
        (std / 12**0.5, "`rng.random` draws evenly from [0, 1): its std is 0.29 and its mean 0.5."),
        (1.0, "The weights still have the std 1: nothing scales them."),
    ]
    if scheme == "small":
        return known
    factor = std * fan_in**0.5
    glorot = "2 / (fan_in + fan_out) is Glorot's rule, a compromise between forward and backward \
pass. This exercise asks for the forward rule, which looks at one of the two fans only."
    return [
        (
            factor / fan_out**0.5,
            "The std follows the number of outputs. A unit adds up its inputs: which of the two "
            "fans counts them?",
        ),
        ((2 / (fan_in + fan_out)) ** 0.5, glorot),
        (factor * (2 / (fan_in + fan_out)) ** 0.5, glorot),
        (0.5**0.5 * std, "The variance is half of what it should be. Compare the two schemes."),
        (2**0.5 * std, "The variance is twice what it should be. Compare the two schemes."),
        (0.01, 'That is the std of the scheme "small".'),
        *known,
    ]


@init_weights.guard("shape (fan_in, fan_out)", cost=0.3)
def weights_shape(t: Trial, init_weights: Function) -> None:
    for scheme in ("small", "xavier", "he"):
        _weights(t, init_weights, *t.either((5, 8), (7, 3)), scheme, seed=None)


@init_weights.guard("every weight is drawn on its own", cost=0.7)
def weights_independent(t: Trial, init_weights: Function) -> None:
    try:
        w = _weights(t, init_weights, *t.either((400, 100), (300, 140)), "he", seed=None)
    except Wrong:
        return  # the guard of the shape says it better
    if np.ptp(w) == 0:
        return  # the std's own properties say it better
    require_independent(t, w)


@init_weights.property("small: std 0.01", weight=2, of="small")
def weights_small(t: Trial, init_weights: Function) -> None:
    _spread(t, init_weights, "small", lambda fan_in: 0.01)


@init_weights.property("xavier: variance 1 / fan_in", weight=3, of="xavier")
def weights_xavier(t: Trial, init_weights: Function) -> None:
    fan_in = t.either(400, 425)
    variance = 1 / fan_in
    t.worked(fan_in=fan_in, variance=variance, its_root_is_the_std=variance**0.5)
    _spread(t, init_weights, "xavier", lambda fan_in: (1 / fan_in) ** 0.5)


@init_weights.property("he: variance 2 / fan_in", weight=3, of="he")
def weights_he(t: Trial, init_weights: Function) -> None:
    fan_in = t.either(400, 425)
    variance = 2 / fan_in
    t.worked(fan_in=fan_in, variance=variance, its_root_is_the_std=variance**0.5)
    _spread(t, init_weights, "he", lambda fan_in: (2 / fan_in) ** 0.5)


@init_weights.guard("mean 0", cost=0.7)
def weights_mean_zero(t: Trial, init_weights: Function) -> None:
    w = _weights(t, init_weights, *t.either((400, 100), (300, 140)), "xavier", seed=None)
    # 0.04 is eight standard errors of the mean of 40 000 numbers.
    t.require(
        abs(w.mean()) <= 0.04 * w.std(),
        f"The mean of the weights is {w.mean():.3g}, expected 0 (their std is {w.std():.3g}).",
        "`rng.random` gives positive numbers only, and so does `abs`. A sum of positive weights "
        "grows with the number of inputs, not with its square root.",
    )


@init_weights.guard("the numbers come from rng")
def weights_draw_from_rng(t: Trial, init_weights: Function) -> None:
    first, again, other = (_weights(t, init_weights, 6, 4, "he", seed=s) for s in (7, 7, 8))
    require_from_rng(t, first, again, other)


def _he(t: Trial, init_weights: Function, fan_in: int, fan_out: int) -> Any:
    return _weights(t, init_weights, fan_in, fan_out, "he", seed=7)


numpy_numbers(init_weights, 6, 4, run=_he)


orthogonal = Exercise("orthogonal", functions=("orthogonal",))

_FACTORS = (
    "Look at the shapes of all that the decomposition returns. NumPy's svd returns the third "
    "factor already transposed, and full_matrices decides how large they are."
)


def _matrix(t: Trial, orthogonal: Function, shape: tuple[int, int], gain: float | None) -> Array:
    """Return the student's matrix; the same matrix for two seeds earns nothing."""
    drawn: list[Array] = []
    for seed in t.rng.integers(2**32, size=2):
        rng = np.random.default_rng(int(seed))
        args = (shape, rng) if gain is None else (shape, rng, gain)
        try:
            got = call_for_draw(t, orthogonal, *args, returns="q")
        except Wrong as wrong:
            shapes = any(word in wrong.symptom for word in ("mismatch", "aligned", "broadcast"))
            raise Wrong(wrong.symptom, _FACTORS if shapes else wrong.cause) from None
        if isinstance(got, np.ndarray) and got.ndim == 2 and got.shape != shape:
            t.require(
                False,
                f"For shape {shape} the matrix has shape {got.shape}.",
                _FACTORS,
            )
        drawn.append(t.array("q", got, shape))
    t.require(
        not np.array_equal(drawn[0], drawn[1]),
        "Two generators with different seeds gave the same matrix.",
        "Start from random numbers that you draw from the argument `rng`.",
    )
    return drawn[0]


def _orthonormal(
    t: Trial, orthogonal: Function, shape: tuple[int, int], gain: float | None = None
) -> None:
    """Require that all singular values equal the gain."""
    q = _matrix(t, orthogonal, shape, gain)
    scale = 1.0 if gain is None else gain
    tall = shape[0] >= shape[1]
    product = q.T @ q if tall else q @ q.T
    lines = "columns" if tall else "rows"
    call = f"orthogonal({shape}, rng{'' if gain is None else f', gain={gain:g}'})"
    lengths = np.sqrt(np.diag(product))
    good = 1e-4 * scale
    if np.ptp(lengths) < good and abs(lengths[0] - scale) > good:
        gains = [
            (1.0, "The gain is not used."),
            (scale**2, "The gain enters twice."),
            (scale**0.5, "The gain itself is asked for, not its root."),
            (1 / scale, "The gain multiplies, it does not divide."),
        ]
        near = [text for value, text in gains if abs(lengths[0] - value) < good]
        t.require(
            False,
            f"{call}: the {lines} have length {lengths[0]:.4g}, expected {scale:g}.",
            near[0] if near else "",
        )
    t.require(
        np.ptp(lengths) < good,
        f"{call}: the {lines} have lengths from {lengths.min():.3g} to {lengths.max():.3g}, "
        f"expected {scale:g} for all.",
        "A decomposition gives a factor with orthonormal columns and one that holds the lengths "
        "(singular values, or a triangle). Only the first kind belongs in the answer.",
    )
    angles = np.abs(product - np.diag(np.diag(product))).max() / scale**2
    t.require(
        angles < 1e-4,
        f"{call}: the {lines} have the right length, but two of them have the cosine {angles:.2g} "
        "between them, expected 0.",
        "Lines of length 1 are not yet perpendicular: `a / norm(a)` sets the lengths only.",
    )


@orthogonal.property("tall: orthonormal columns", weight=3)
def orthogonal_tall(t: Trial, orthogonal: Function) -> None:
    # Two columns that fit together, to be redone by hand.
    first, second = np.array([2.0, 1.0, 2.0]) / 3, np.array([-2.0, 2.0, 1.0]) / 3
    t.worked(
        a_column=first,
        its_squares=first**2,
        their_sum=1.0,
        another_column=second,
        products=first * second,
        sum_of_the_products=0.0,
    )
    _orthonormal(t, orthogonal, t.either((7, 4), (9, 5)))


@orthogonal.detail("wide: orthonormal rows", weight=3)
def orthogonal_wide(t: Trial, orthogonal: Function) -> None:
    _orthonormal(t, orthogonal, t.either((3, 8), (4, 11)))


@orthogonal.detail("square", weight=2)
def orthogonal_square(t: Trial, orthogonal: Function) -> None:
    _orthonormal(t, orthogonal, t.either((6, 6), (8, 8)))


@orthogonal.detail("gain", weight=2)
def orthogonal_gain(t: Trial, orthogonal: Function) -> None:
    gain = t.either(2.5, 1.7)
    _orthonormal(t, orthogonal, t.either((8, 5), (10, 6)), gain)
    _orthonormal(t, orthogonal, t.either((4, 6), (5, 9)), gain)


@orthogonal.guard("random in every direction", cost=0.7)
def orthogonal_random_directions(t: Trial, orthogonal: Function) -> None:
    q = _matrix(t, orthogonal, t.either((8, 6), (10, 7)), None)
    zeros = float((np.abs(q) < 1e-9).mean())
    t.require(
        zeros < 0.3,
        f"{zeros:.0%} of the entries are 0.",
        "A shuffled or signed identity matrix is orthogonal, but each unit then copies a single "
        "input. Start from a full random matrix.",
    )


@orthogonal.guard("the numbers come from rng")
def orthogonal_draws_from_rng(t: Trial, orthogonal: Function) -> None:
    first, again = (
        t.array("q", t.call(orthogonal, (5, 3), np.random.default_rng(7), returns="q"), (5, 3))
        for _ in range(2)
    )
    t.require(
        np.allclose(first, again),
        "Two generators with the same seed gave different matrices.",
        "Draw from the argument `rng`. `np.random.randn` and a generator of your own ignore it, "
        "and then no experiment can be repeated.",
    )


def _seeded(t: Trial, orthogonal: Function, rows: int, columns: int, gain: float) -> Any:
    return t.call(orthogonal, (rows, columns), np.random.default_rng(7), gain, returns="q")


numpy_numbers(orthogonal, 5, 3, 0.5, run=_seeded)


@orthogonal.guard("gain = 0 is like any other")
def orthogonal_gain_of_zero(t: Trial, orthogonal: Function) -> None:
    def products(gain: float) -> Any:
        q = t.array("q", _seeded(t, orthogonal, 5, 3, gain), (5, 3))
        return q.T @ q

    zero_counts(t, "gain", products, lambda gain: gain**2 * np.eye(3), other=2.0, default=1.0)
