"""What the checks of the image functions share.

A random function may draw in any order and with any of the Generator's methods. It is judged by
what it did to pictures whose pixels tell where they came from, and by counts over many draws.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import four_draws, fresh
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

# Rounding moves a pixel by half a step, cutting off by one; anything above is not rounding.
ROUNDING = 1.05
WRAPPED = (
    "uint8 holds 0 to 255: 250 + 10 is 4, and a float of 260 converts to 4 as well. Compute in "
    "floating point and limit to 0 and 255 before you convert."
)


def called(t: Trial, f: Function, *args: Any) -> Any:
    """Call ``f``; shapes that do not broadcast get the cause that they nearly always have."""
    cause = "Numbers for N images need axes for rows, columns and colours: (N, 1, 1, 1)."
    return t.call(f, *args, causes=[("broadcast", cause)])


def pictures(t: Trial, name: str, got: Any, shape: tuple[int, ...]) -> Array:
    """Return ``got`` as float64 after its shape was checked; the kind is a guard's business."""
    if isinstance(got, np.ndarray) and got.ndim != len(shape):
        cause = "The first axis counts the images. Does a `return` stand inside a loop?"
        if got.ndim > len(shape):
            cause = "Join arrays along the axis of the images: `np.concatenate`, not `np.stack`."
        raise Wrong(f"`{name}` has shape {got.shape}, expected {shape}.", cause)
    kind = "f" if isinstance(got, np.ndarray) and got.dtype.kind == "f" else "i"
    return t.array(name, got, shape, kind=kind).astype(np.float64)


def random_pictures(t: Trial, *shape: int, low: int = 0, high: int = 256) -> Array:
    """Return pictures of noise (N, H, W, 3), uint8."""
    return t.rng.integers(low, high, size=(*shape, 3), dtype=np.uint8)


def same_pictures() -> Array:
    """Return the same pictures of middle greys at every call."""
    return np.random.default_rng(6).integers(60, 190, size=(60, 3, 4, 3), dtype=np.uint8)


def correlation(a: Array, b: Array) -> float:
    """Return the correlation of two rows of numbers, 0 for a constant one."""
    a, b = a - a.mean(), b - b.mean()
    return float((a @ b) / max(np.sqrt((a @ a) * (b @ b)), 1e-12))


def unchanged_at_zero(t: Trial, f: Function, setting: str, cause: str) -> None:
    """Fail unless ``f`` with a strength of 0 gives the pictures back."""
    images = random_pictures(t, 3, 4, 5)
    got = t.call(f, images, 0.0, fresh(t))
    moved = pictures(t, "images", got, images.shape) - images
    away = np.abs(moved).max()
    t.require(away <= ROUNDING, f"With {setting} a pixel changed by {away:g}.", cause)
    if moved.max() == 0 > moved.min():
        t.note("you cut off where the course rounds; the images get darker by half a step.")


def returns_uint8(
    exercise: Exercise, call: Callable[[Trial, Function, Array], Any], single: bool = False
) -> None:
    """Declare the guard that uint8 comes back."""

    @exercise.guard("the result is uint8", cost=0.3)
    def result_is_uint8(t: Trial, f: Function) -> None:
        images = random_pictures(t, 8, 9)[:6] if single else random_pictures(t, 4, 8, 9)
        try:
            got = call(t, f, images)
        except Wrong:
            return  # the properties say it better
        t.require(
            got is not None,
            "The result is None.",
            "Does the function end with `return`? `print` shows a value and returns none.",
        )
        t.require(
            isinstance(got, np.ndarray),
            f"The result is a {type(got).__name__}, expected an array.",
            "`np.stack` makes one array of a list of images of one size.",
        )
        kind = got.dtype
        t.require(
            kind == np.uint8,
            f"The images are uint8, the result is {kind}.",
            "Compute in floating point where you must; then round, limit to 0 and 255, and "
            "convert with `.astype(np.uint8)`. An array that you fill needs the dtype of the "
            "images.",
        )


def same_rng() -> np.random.Generator:
    """Return a Generator that draws the same at every call."""
    return np.random.default_rng(8)


def _twenty() -> list[np.random.Generator]:
    return [np.random.default_rng(seed) for seed in range(20)]


def _all_alike(
    draw: Callable[[np.random.Generator], Array], generators: list[np.random.Generator]
) -> bool:
    """Tell whether ``draw`` gives the same with each of the generators."""
    first, *others = map(draw, generators)
    return all(np.array_equal(first, one) for one in others)


def drawn_from_rng(
    exercise: Exercise, call: Callable[[Trial, Function, np.random.Generator], Any]
) -> None:
    """Declare the guard that the draws come from ``rng``, anew in every call."""

    @exercise.guard("drawn from rng, anew in every call")
    def draws_from_rng(t: Trial, f: Function) -> None:
        def draw(rng: np.random.Generator) -> Array:
            return np.asarray(call(t, f, rng))

        first, second, again, other = four_draws(t, draw)
        alike = np.array_equal(first, second) or np.array_equal(first, other)
        # Where one coin decides for the batch, two calls may be alike by chance, but not twenty.
        if alike and (_all_alike(draw, [fresh(t)] * 20) or _all_alike(draw, _twenty())):
            raise Wrong(
                "Two calls on the same images gave the same result.",
                "Nothing is drawn at random, or a seed is set inside the function. Draw from the "
                "argument `rng`.",
            )
        t.require(
            np.array_equal(first, again),
            "Two generators with the same seed gave different results, so no run can be repeated.",
            "The numbers come from somewhere else than the argument `rng`.",
        )
