"""Checks of notebook 00: the tools that judge a gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking import functions
from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake

ALL_ZEROS = (
    "All zeros, or nearly: both points were the same (one array with two names is still one "
    "array), h was lost in an array of integers, or the difference was multiplied by h instead of "
    "divided."
)

numerical_gradient = Exercise("numerical_gradient", functions=("numerical_gradient",))


def _few_numbers(rng: np.random.Generator) -> list[float]:
    """Return three to five numbers of both signs, none near 0, that are short to write."""
    n = int(rng.integers(3, 6))
    signs = np.where(rng.permutation(n) == 0, -1, 1)
    return [round(number, 3) for number in (signs * rng.uniform(0.5, 3, n)).tolist()]


def _yours(got: Any, shape: tuple[int, ...]) -> str:
    """Return the student's numbers for a hint, if they are numbers in the right shape."""
    fits = isinstance(got, np.ndarray) and got.shape == shape and got.dtype.kind in "fiu"
    return f" Yours: {np.round(got, 3).tolist()}." if fits else ""


def _all_zeros(t: Trial, numerical_gradient: Function, want: Array) -> list[Mistake]:
    """Return what zeros tell; where x itself was moved, that is told already."""
    # Beyond 1 float64 is coarser: some of these, moved there and back, end beside their start.
    t.call(numerical_gradient, functions.sum_of_cubes, 1 - np.linspace(1e-6, 9e-6, 20))
    return [] if t.changed else [(0 * want, ALL_ZEROS)]


@numerical_gradient.property("slopes known by hand", weight=3)
def gradient_by_hand(t: Trial, numerical_gradient: Function) -> None:
    x = np.array(t.draw([1.0, 2.0, -1.0], _few_numbers))
    want = 3 * x**2
    # A step of a quarter can be redone with a pencil; the one of the check is far smaller.
    above, below = (x[0] + 0.25) ** 3, (x[0] - 0.25) ** 3
    t.worked(
        an_entry_of_x=x[0],
        its_cube_a_quarter_above=above,
        and_a_quarter_below=below,
        difference=above - below,
        over_twice_a_quarter=(above - below) / 0.5,
        with_a_far_smaller_step=want[0],
    )
    got = t.call(numerical_gradient, functions.sum_of_cubes, x, returns="gradient")
    t.require(
        np.ndim(got) > 0,
        f"`gradient` is a single number. It must have the shape of x, here {x.shape}.",
        "Each entry of x has a slope of its own: move one entry and hold the others.",
    )
    t.close(
        "gradient",
        got,
        want,
        f"f(x) = sum of x**3 has the slopes 3 * x**2, for x = {x.tolist()} these are "
        f"{want.tolist()}." + _yours(got, x.shape),
        mistakes=[
            (2 * want, "Twice too large: how far apart are the two points?"),
            (want / 2, "Half as large as it should be: how far apart are the two points?"),
            (-want, "The sign is flipped: which point comes first?"),
            *_all_zeros(t, numerical_gradient, want),
            (
                want.sum() + 0 * want,
                "Every slope is the sum of all slopes: all entries moved at "
                "once. A partial derivative moves one entry and holds the others.",
            ),
        ],
        rtol=1e-3,
        atol=1e-3,
    )


#: ``x[i]`` is one entry only where x has one axis.
WHOLE_ROW = "A whole row or column moved at once. Move the single entry, `x[i, j]`."


@numerical_gradient.detail("any shape", weight=2)
def gradient_any_shape(t: Trial, numerical_gradient: Function) -> None:
    x = t.rng.uniform(1, 2, t.draw((3, 2), lambda rng: (int(rng.integers(3, 7)), 2)))
    cases: list[tuple[Function, Array, Array]] = [(functions.row_products, x, x[:, ::-1])]
    shape = t.draw((2, 3, 2), lambda rng: tuple(rng.integers((2, 1, 2), (4, 3, 4)).tolist()))
    x = t.rng.uniform(1, 2, shape)
    cases.append((functions.sum_of_cubes, x, 3 * x**2))
    for f, x, want in cases:
        t.close(
            "gradient",
            t.call(numerical_gradient, f, x, returns="gradient"),
            want,
            f"For an x of shape {x.shape} the slopes are wrong.",
            mistakes=[
                (want.sum(axis=tuple(range(1, x.ndim)), keepdims=True) + 0 * want, WHOLE_ROW),
                (want.sum(axis=0, keepdims=True) + 0 * want, WHOLE_ROW),
            ],
            rtol=1e-3,
            atol=1e-3,
        )


@numerical_gradient.property("one entry moves, the others stay", weight=2)
def gradient_one_entry_moves(t: Trial, numerical_gradient: Function) -> None:
    x = t.rng.uniform(1, 2, t.draw(4, lambda rng: int(rng.integers(4, 9))))
    want = np.convolve(x, [1.0, 0.0, 1.0], mode="same")
    t.close(
        "gradient",
        t.call(numerical_gradient, functions.neighbour_products, x, 0.5, returns="gradient"),
        want,
        "f(x) = x0 x1 + x1 x2 + ... with h = 0.5: the slope of an entry is the sum of its two "
        "neighbours, for every h. Yours differs.",
        "Every entry moves, one at a time. An entry that was moved must be put back before the "
        "next one moves.",
        mistakes=_all_zeros(t, numerical_gradient, want),
    )


@numerical_gradient.property("a central difference with the step h", weight=3)
def gradient_central_difference(t: Trial, numerical_gradient: Function) -> None:
    x = np.array(t.draw([1.0, 2.0, -1.5], _few_numbers))
    h = t.draw(0.5, lambda rng: round(rng.uniform(0.2, 0.6), 3))
    got = t.call(numerical_gradient, functions.sum_of_cubes, x, h, returns="gradient")
    slope = 3 * x**2
    # With the points x - h/2 and x + h/2 it is a central difference too.
    half = np.shape(got) == x.shape and np.allclose(got, slope + h**2 / 4, rtol=1e-9)
    if (
        np.shape(got) == x.shape
        and np.allclose(got, slope, rtol=1e-9)
        and _is_five_point(t, numerical_gradient, x, h)
    ):
        t.note("Yours is more exact than a central difference: its error falls with h**4.")
        return
    t.close(
        "gradient",
        got,
        slope + h**2 / 4 if half else slope + h**2,
        f"f(x) = sum of x**3 with the large step h = {h}: a central difference gives exactly "
        "3 * x**2 + h**2. Yours differs.",
        mistakes=[
            (slope + 3 * x * h + h**2, "This is a one-sided difference: it looks ahead only."),
            (slope - 3 * x * h + h**2, "This is a one-sided difference: it looks back only."),
            (slope, "The argument `h` was not used."),
        ],
    )
    if half:
        t.note("Your points are h / 2 away from x. That is a central difference too.")


def _is_five_point(t: Trial, numerical_gradient: Function, x: Array, h: float) -> bool:
    """Tell whether slopes come from the points x - 2 h, x - h, x + h and x + 2 h."""
    got = t.call(numerical_gradient, functions.sum_of_tanh, x, h, returns="gradient")
    near = np.tanh(x + h) - np.tanh(x - h)
    far = np.tanh(x + 2 * h) - np.tanh(x - 2 * h)
    return np.shape(got) == x.shape and np.allclose(got, (8 * near - far) / (12 * h), rtol=1e-9)


@numerical_gradient.detail("accurate with the default step", weight=2)
def gradient_default_step(t: Trial, numerical_gradient: Function) -> None:
    # With h = 1e-8 the slopes come in steps of 2e-8: all eight are hardly ever close by chance.
    x = t.rng.uniform(0.5, 1.5, t.draw(8, lambda rng: int(rng.integers(9, 13))))
    got = t.call(numerical_gradient, functions.sum_of_tanh, x, returns="gradient")
    keeps_digits(t, [("gradient", got)])
    t.close(
        "gradient",
        got,
        1 - np.tanh(x) ** 2,
        "f(x) = sum of tanh(x): your slopes are off by more than 2e-9. A central difference with "
        "h = 1e-5 in float64 is off by about 1e-10.",
        "A one-sided difference, or another default for h, larger or smaller.",
        rtol=0.0,
        atol=2e-9,
    )


def _slopes_of_cubes(t: Trial, numerical_gradient: Function, x: Array) -> Any:
    return t.call(numerical_gradient, functions.sum_of_cubes, x)


# In float32 the two points of a difference have no digits left.
any_form(numerical_gradient, (4, 3), run=_slopes_of_cubes, single=False)


relative_error = Exercise("relative_error", functions=("relative_error",))

NO_FLOOR = (
    "There is no floor of 1e-8 under the scale, or a lower one: 0 / 0 is nan, and noise of 1e-10 "
    "counts as a total miss."
)
BLIND = "The result is 0 whatever differs: no difference reaches it."


def _high_low_same(rng: np.random.Generator) -> tuple[float, float, float]:
    return rng.uniform(2, 4), rng.uniform(0.5, 1.5), rng.uniform(4, 9)


def _large_and_small(rng: np.random.Generator) -> tuple[list[float], list[float]]:
    """Return two pairs: the first differs by more, the second by a larger part of itself."""
    large, small = rng.uniform(500, 2000), rng.uniform(1, 2)
    return [large, large * rng.uniform(1.01, 1.1)], [small, small + rng.uniform(1, 3)]


def _error(t: Trial, relative_error: Function, a: Array, b: Array) -> Any:
    """Return the student's error; a whole number such as the 0 of a loop is a number too."""
    got = t.call(relative_error, a, b, returns="error")
    return float(got) if isinstance(got, int | np.integer) else got


def _has_no_floor(t: Trial, relative_error: Function) -> bool:
    """Tell whether a number far below the floor counts as a total miss."""
    got = _error(t, relative_error, np.array([1e-10]), np.array([0.0]))
    return np.shape(got) == () and bool(np.isclose(got, 1.0))


def _is_blind(t: Trial, relative_error: Function) -> bool:
    """Tell whether 0 comes out whichever of the two arrays is larger."""
    pairs = (([3.0], [1.0]), ([1.0], [3.0]))
    found = [_error(t, relative_error, np.array(a), np.array(b)) for a, b in pairs]
    return all(np.array_equal(got, 0.0) for got in found)


@relative_error.property("cases by hand", weight=3)
def error_by_hand(t: Trial, relative_error: Function) -> None:
    high, low, same = t.draw((3.0, 1.0, 5.0), _high_low_same)
    large, small, other = t.draw((4.0, 1.0, 7.0), _high_low_same)
    error = (high - low) / (high + low)
    for a, b, want, mistakes in (
        (
            [high, same],
            [low, same],
            error,
            [
                (
                    (high - low) / high,
                    "The scale is |a| + |b|: both sizes, added. Yours is one of them.",
                ),
                (2 * error, "The scale is |a| + |b|, not their mean."),
                (high - low, "This is the absolute error: nothing was divided."),
                (
                    error / 2,
                    "This is the mean of the errors. One wrong entry among a thousand right "
                    "ones would hide in it.",
                ),
                (
                    0.0,
                    BLIND
                    if _is_blind(t, relative_error)
                    else "The entries where a is larger were lost: a difference has a sign.",
                ),
            ],
        ),
        (
            [small, other, small],
            [small, other, large],
            (large - small) / (large + small),
            [(0.0, "The entries where b is larger were lost: a difference has a sign.")],
        ),
    ):
        t.close(
            "relative error",
            _error(t, relative_error, np.array(a), np.array(b)),
            np.array(want),
            f"For a = {np.array(a)} and b = {np.array(b)} the result must be {want:g}.",
            mistakes=mistakes,
        )


@relative_error.property("the worst entry counts, not the largest", weight=2)
def error_worst_entry(t: Trial, relative_error: Function) -> None:
    pairs = [([1000.0, 1010.0], [1.0, 3.0]), ([20.0, 30.0], [2.0, 7.0])]
    for large, small in t.draw(pairs, lambda rng: [_large_and_small(rng), _large_and_small(rng)]):
        want = (small[1] - small[0]) / (small[0] + small[1])
        a = np.array([[large[0], small[0]], [-20.0, 5.0]])
        b = np.array([[large[1], small[1]], [-20.0, 5.0]])
        a, b = (t.either(v, v.reshape(2, 2, 1)[::-1]) for v in (a, b))
        sums = np.abs(np.array(large[:1] + small[:1])) + np.abs(np.array(large[1:] + small[1:]))
        gaps = np.abs(np.array([large[0] - large[1], small[0] - small[1]]))
        t.worked(differences=gaps, sums_of_sizes=sums, quotients=gaps / sums, the_largest=want)
        t.close(
            "relative error",
            _error(t, relative_error, a, b),
            np.array(want),
            f"a holds {large[0]:g} and {small[0]:g}, b holds {large[1]:g} and {small[1]:g}, all "
            f"else is equal. The second pair has the relative error {want:.4g}, the worst of all. "
            "Yours is another.",
            "Divide each entry by its own scale first, then take the maximum over all entries.",
        )


@relative_error.detail("opposite signs", weight=1)
def error_opposite_signs(t: Trial, relative_error: Function) -> None:
    k = t.draw(1.0, lambda rng: rng.uniform(1, 6))
    for b, want in ((-k, 1.0), (k, 0.0)):
        t.close(
            "relative error",
            _error(t, relative_error, np.array([k, -2.0]), np.array([b, -2.0])),
            np.array(want),
            f"a = [{k:g}, -2] and b = [{b:g}, -2]: the result must be {want:g}.",
            "The scale adds the absolute values of a and b, each taken by itself.",
        )


@relative_error.detail("zeros on both sides", weight=2)
def error_of_zeros(t: Trial, relative_error: Function) -> None:
    size = t.draw(3, lambda rng: int(rng.integers(2, 4)))
    value = t.draw(3.0, lambda rng: rng.uniform(2, 4))
    for b, want in (([0.0, value, 0.0], (value - 1) / (value + 1)), ([0.0, 0.0, 0.0], 0.0)):
        a = [0.0, min(b[1], 1.0), 0.0]
        got = _error(t, relative_error, np.array(a[:size]), np.array(b[:size]))
        where = f"For a = {a[:size]} and b = {b[:size]} "
        if np.shape(got) == () and not np.isfinite(got):
            certain = _has_no_floor(t, relative_error)
            raise Wrong(where + "the result is nan or inf.", NO_FLOOR, certain)
        t.close("relative error", got, np.array(want), where + f"the result must be {want:g}.")


@relative_error.detail("the floor of 1e-8", weight=2)
def error_floor(t: Trial, relative_error: Function) -> None:
    tiny = t.draw(1e-10, lambda rng: rng.uniform(1e-10, 9e-10))
    above = t.draw(2e-8, lambda rng: rng.uniform(1.5e-8, 4e-8))
    left_out = "No error at all: entries that are close, or with a 0 on one side, were left out."
    mistakes = [
        (1.0, NO_FLOOR),
        (tiny / (tiny + 1e-8), "1e-8 was added to the scale. It is a floor: max, not plus."),
        (0.0, BLIND if _is_blind(t, relative_error) else left_out),
    ]
    for a, b, want in ((tiny, 0.0, tiny / 1e-8), (above, 0.0, 1.0)):
        t.close(
            "relative error",
            _error(t, relative_error, np.array([a]), np.array([b])),
            np.array(want),
            f"For a = [{a:g}] and b = [{b:g}] the result must be {want:g}.",
            "The scale of an entry is |a| + |b|, but never less than 1e-8.",
            mistakes=mistakes,
            atol=1e-12,  # an absolute error of 1e-10 is not 0
        )


any_form(relative_error, (4, 3), (4, 3))
