"""Checks of the sharpness: the largest curvature by power iteration on gradients alone.

A gradient crosses into the sandbox by its name, so the surfaces are fixed. Their curvatures are
not: they are the entries of ``w + 1``, along axes that are mirrored, and ``w`` is drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.functions import (
    half_squares,
    mirrored,
    steep_half_squares,
    turned_half_squares,
)
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

sharpness = Exercise("sharpness", functions=("sharpness",))
ENOUGH = 40  # rounds, after which a curvature half as large has lost twelve digits


def _measure(
    t: Trial, f: Function, gradient: Function, w: Array, v: Array, rounds: int
) -> tuple[float, Array]:
    """Return the curvature and the direction that the student finds."""
    value, after = t.call(f, gradient, w, v, rounds, returns="value, v")
    t.require(
        np.shape(value) != w.shape,
        f"The curvature must be one number; yours has shape {w.shape}.",
        "`v * hv` multiplies entry by entry. The product v . Hv adds them up: `v @ hv`.",
    )
    return float(t.array("value", value, ())), t.array("v", after, w.shape)


def _curvatures(t: Trial, largest: float) -> Array:
    """Return curvatures, the first of them ``largest`` by far, the others of both signs."""
    size = t.draw(4, lambda rng: int(rng.integers(5, 9)))
    return np.array([largest, *np.linspace(0.45, -0.4, size - 1) * abs(largest)])


def _largest(t: Trial) -> float:
    return t.draw(6.0, lambda rng: round(rng.uniform(2, 9), 2))


def _start(t: Trial, size: int) -> Array:
    """Return a direction that is not of length 1 and has a part along every axis."""
    start: Array = mirrored(t.rng.uniform(1, 3, size))
    return start


@sharpness.detail("one round on two curvatures, by hand", weight=2)
def one_round(t: Trial, sharpness: Function) -> None:
    c = t.draw(np.array([4.0, 1.0]), lambda rng: rng.permutation(rng.uniform([6, 2], [7, 3])))
    v = np.array([3.0, 3.0])
    value, after = _measure(t, sharpness, half_squares, c - 1, v, 1)
    u = v / np.linalg.norm(v)
    moved = c * u
    want = moved / np.linalg.norm(moved)
    t.worked(
        v_at_length_1=u,
        curvatures_along_the_axes=c,
        their_product=moved,
        curvature_along_v=u @ moved,
        new_v=want,
    )
    symptom = (
        f"The curvatures are {c[0]:.3g} and {c[1]:.3g} along the two axes, and v = (3, 3). One "
        f"round must find the curvature {u @ moved:.4g} (or {want @ (c * want):.4g}, along the new "
        f"v) and return v = ({numbers(want)}). Yours: {value:.4g} and ({numbers(after)})."
    )
    mistakes = (
        (v @ (c * v), "v came with length 4.24. Give it length 1 before you use it."),
        (np.linalg.norm(moved), "That is the length of H v. The curvature along v is v . H v."),
        (2 * u @ moved, "The two points lie 2 h apart, so divide by 2 h."),
        (2e-4 * u @ moved, "The difference of the gradients is not yet divided by 2 h."),
        (u @ half_squares(c - 1), "That is the slope along v, not the curvature."),
        (want @ half_squares(c - 1), "That is the slope along v, not the curvature."),
        (
            u @ (half_squares(c - 1 + 1e-4 * u) - half_squares(c - 1 - 1e-4 * u) / 2e-4),
            "Only the second gradient is divided by 2 h: put the difference into brackets.",
        ),
    )
    steps = "Give v its length 1, multiply it by H, and take v . H v: one round, from the given v."
    if not any(np.isclose(value, right, rtol=1e-4) for right in (u @ moved, want @ (c * want))):
        cause = next((text for x, text in mistakes if np.isclose(value, x, rtol=1e-4)), steps)
        raise Wrong(symptom, cause)
    t.require(
        np.allclose(np.abs(after), want, rtol=1e-4),
        symptom,
        "Return the v that the next round would begin with: H v, at length 1.",
    )


@sharpness.property("many rounds: the largest curvature", weight=6)
def largest_curvature(t: Trial, sharpness: Function) -> None:
    c = _curvatures(t, _largest(t))
    value, _ = _measure(
        t, sharpness, turned_half_squares, mirrored(c - 1), _start(t, len(c)), ENOUGH
    )
    t.require(
        np.isclose(value, c[0], rtol=1e-4),
        f"The largest curvature is {c[0]:g}, the others are less than half of it. After {ENOUGH} "
        f"rounds you have {value:.4g}.",
        "Every round begins with the v that the one before left, at length 1.",
    )


@sharpness.detail("many rounds: its direction, at length 1", weight=2)
def direction_found(t: Trial, sharpness: Function) -> None:
    c = _curvatures(t, _largest(t))
    _, v = _measure(t, sharpness, turned_half_squares, mirrored(c - 1), _start(t, len(c)), ENOUGH)
    length = float(np.linalg.norm(v))
    t.require(
        np.isclose(length, 1, rtol=1e-6),
        f"The v that you return has length {length:.4g}, it must be 1.",
    )
    axis = mirrored(np.eye(len(c))[0])
    t.require(
        np.isclose(abs(float(v @ axis)), 1, rtol=1e-6),
        "The v that you return does not lie along the steepest curvature.",
        "Return the v of the last round, not the one that came in.",
    )


@sharpness.detail("where the curvature changes: both sides, a small step", weight=1)
def both_sides(t: Trial, sharpness: Function) -> None:
    c = _curvatures(t, _largest(t))
    w, v = mirrored(c / 4000 - 1), 20 * _start(t, len(c))
    value, _ = _measure(t, sharpness, steep_half_squares, w, v, ENOUGH)
    one_side = np.isclose(abs(value - c[0]), 0.2, rtol=0.1)
    t.require(
        np.isclose(value, c[0], rtol=1e-3),
        f"On this surface the curvature itself changes along v. At w it is {c[0]:g}, you have "
        f"{value:.4g}.",
        "The gradient at w itself is no end of the difference: take h before w and h behind it."
        if one_side
        else "",
    )


@sharpness.detail("a curvature that is negative keeps its sign", weight=1)
def negative_curvature(t: Trial, sharpness: Function) -> None:
    c = _curvatures(t, -_largest(t))
    value, _ = _measure(
        t, sharpness, turned_half_squares, mirrored(c - 1), _start(t, len(c)), ENOUGH
    )
    t.require(
        np.isclose(value, c[0], rtol=1e-4),
        f"The curvature of largest size is {c[0]:g}, you have {value:.4g}.",
        "The length of H v has no sign; v . H v has one." if np.isclose(value, -c[0]) else "",
    )


def _ten_rounds(t: Trial, sharpness: Function, w: Array, v: Array) -> Any:
    return t.call(sharpness, half_squares, w, v, 10, returns="value, v")


# float32 has too few digits for a difference of two gradients.
any_form(sharpness, np.array([5.0, 1.5, 0.5, -0.25]), (4,), run=_ten_rounds, single=False)
