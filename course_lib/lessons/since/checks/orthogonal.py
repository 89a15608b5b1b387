"""Checks of Newton-Schulz: the nearest orthogonal matrix by products alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import random_axes
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Slip

newton_schulz = Exercise("newton_schulz", functions=("newton_schulz",))
ENOUGH = 30
NEARLY = Slip(
    "Nearly right. What you add to the norm, so that nobody divides by 0, changes the result. Look "
    "at the norm itself: is it 0?"
)


def _starts(a: Array) -> list[tuple[float, str]]:
    """Return by what ``a`` may be multiplied first, and what to say of it."""
    norm = float(np.linalg.norm(a))
    return [
        (1 / norm, ""),
        (3**0.5 / norm, "starts at root 3 over the norm, which is quicker"),
        (1 / float(np.linalg.norm(a, 2)), "divides by the largest singular value"),
    ]


def _values(sizes: Array, rounds: int) -> Array:
    for _ in range(rounds):
        sizes = 1.5 * sizes - 0.5 * sizes**3
    return sizes


def _matrix(t: Trial, n: int, sizes: Array, m: int) -> tuple[Array, Array, Array]:
    """Return a matrix (n, m) with these singular values, and its singular vectors."""
    u, v = random_axes(t, n, len(sizes)), random_axes(t, m, len(sizes))
    return (u * sizes) @ v.T, u, v


def _reject_nearly(q: Array, want: Array, symptom: str) -> None:
    """Fail with a slip where q is within a hundredth of what is wanted, and not nearer."""
    if np.allclose(q, want, rtol=1e-2, atol=1e-3) and not np.allclose(q, want, rtol=1e-5):
        raise Wrong(symptom, NEARLY)


def _run(t: Trial, f: Function, a: Array, rounds: int) -> Any:
    causes = [("matmul", "q.T @ q has another shape than q @ q.T: which of them fits before q?")]
    return t.array("q", t.call(f, a, rounds, returns="q", causes=causes), a.shape)


@newton_schulz.detail("one round on two numbers, by hand", weight=2)
def one_round(t: Trial, newton_schulz: Function) -> None:
    size = t.draw(5.0, lambda rng: round(rng.uniform(2, 9), 1))
    angle = t.draw(np.arctan2(4, 3), lambda rng: rng.uniform(0.5, 0.75))
    a = np.diag(size * np.array([np.cos(angle), np.sin(angle)]))
    first = np.diag(a) / size
    t.worked(
        diagonal=np.diag(a),
        norm=size,
        divided=first,
        cubes=first**3,
        one_and_a_half_of_it_less_half_the_cube=_values(first, 1),
    )
    q = _run(t, newton_schulz, a, 1)
    s = np.diag(a) / size
    for start, note in _starts(a):
        if np.allclose(q, np.diag(_values(np.diag(a) * start, 1)), rtol=1e-5, atol=1e-8):
            if note:
                t.note(f"Your `newton_schulz` {note}.")
            return
    symptom = (
        f"a has {a[0, 0]:.4g} and {a[1, 1]:.4g} on its diagonal and the norm {size:g}. Divided, "
        f"that is {numbers(s)}; one round turns each s into 1.5 s - 0.5 s^3, which gives "
        f"{numbers(_values(s, 1))}. Your diagonal holds {numbers(np.diag(q))}."
    )
    _reject_nearly(q, np.diag(_values(s, 1)), symptom)
    t.close(
        "q",
        q,
        np.diag(_values(s, 1)),
        symptom,
        mistakes=[
            (np.diag(_values(size * s, 1)), "Divide by the norm of a before the first round."),
            (np.diag(s), "No round was done."),
            (np.diag(_values(s, 2)), "That is one round too many."),
            (np.diag(1.5 * s - 0.5 * s**2), "Three factors of q belong into the second term."),
            (np.diag(1.5 * s + 0.5 * s**3), "The second term is taken away, not added."),
            (np.diag(0.5 * s - 1.5 * s**3), "The two factors have changed places."),
            (np.diag(1.5 * s - s**3), "The second factor is 0.5."),
            (np.diag(_values(2 * s, 1)), "The norm has the SUM of all squares, not their mean."),
            (
                np.eye(2),
                "That is where many rounds end. Columns end there at once, too, when each is "
                "divided by a norm of its own. Divide by one norm, that of all entries, and do as "
                "many rounds as `rounds` says.",
            ),
        ],
        rtol=1e-5,
        atol=1e-8,
    )


@newton_schulz.property("a few rounds: the values climb, the vectors stay", weight=3)
def singular_values_climb(t: Trial, newton_schulz: Function) -> None:
    n, m = t.draw((5, 3), lambda rng: (int(rng.integers(6, 9)), int(rng.integers(3, 6))))
    rounds = t.draw(3, lambda rng: int(rng.integers(3, 6)))
    scale = t.draw(2.0, lambda rng: round(rng.uniform(2, 9), 1))
    a, u, v = _matrix(t, n, scale * np.linspace(0.2, 1, m), m)
    q = _run(t, newton_schulz, a, rounds)
    got, sizes = u.T @ q @ v, scale * np.linspace(0.2, 1, m)
    # One round too many or too few has had its price in the property above.
    for start, _ in _starts(a):
        for near in (rounds, rounds - 1, rounds + 1):
            if np.allclose(got, np.diag(_values(sizes * start, near)), rtol=1e-5, atol=1e-7):
                return
    want = (u * _values(sizes / np.linalg.norm(a), rounds)) @ v.T
    by_entry = _values(a / np.linalg.norm(a), rounds)
    symptom = (
        f"After {rounds} rounds on a matrix of shape ({n}, {m}) the singular values must be "
        f"{numbers(_values(sizes / np.linalg.norm(a), rounds))}; along the same singular vectors "
        f"yours are {numbers(np.diag(got))}."
    )
    _reject_nearly(q, want, symptom)
    cubes = (by_entry, "`q**3` cubes every entry. The formula has the product of three matrices.")
    t.close("q", q, want, symptom, mistakes=[cubes], rtol=1e-5, atol=1e-7)


def _many(t: Trial, newton_schulz: Function, n: int, m: int, what: str) -> None:
    scale = t.draw(20.0, lambda rng: round(rng.uniform(10, 40), 1))
    a, u, v = _matrix(t, n, scale * np.linspace(0.2, 1, min(n, m)), m)
    q = _run(t, newton_schulz, a, ENOUGH)
    found = np.linalg.svd(q)[1]
    t.close(
        "q",
        q,
        u @ v.T,
        f"After {ENOUGH} rounds on a matrix of shape ({n}, {m}) {what} must be orthonormal, and q "
        "the product u @ vt of the SVD of a. The singular values of yours lie between "
        f"{found.min():.3g} and {found.max():.3g}.",
        rtol=1e-5,
        atol=1e-6,
    )


@newton_schulz.detail("many rounds, a tall matrix: u @ vt of the SVD", weight=1)
def tall_matrix(t: Trial, newton_schulz: Function) -> None:
    n, m = t.draw((40, 25), lambda rng: (int(rng.integers(36, 48)), int(rng.integers(20, 30))))
    _many(t, newton_schulz, n, m, "the columns")


@newton_schulz.detail("many rounds, a wide matrix: u @ vt of the SVD", weight=1)
def wide_matrix(t: Trial, newton_schulz: Function) -> None:
    n, m = t.draw((18, 33), lambda rng: (int(rng.integers(15, 20)), int(rng.integers(30, 40))))
    _many(t, newton_schulz, n, m, "the rows")


@newton_schulz.guard("a gradient of any size gives the same q")
def any_size(t: Trial, newton_schulz: Function) -> None:
    n, m = t.draw((4, 2), lambda rng: (int(rng.integers(4, 7)), int(rng.integers(2, 4))))
    a, u, v = _matrix(t, n, np.linspace(0.5, 1, m), m)
    for size in (1e-6, 1e6):
        t.close(
            "q",
            _run(t, newton_schulz, size * a, ENOUGH),
            u @ v.T,
            f"A matrix with entries near {size:g} must give the same q as one with entries near 1.",
            "The direction of a gradient counts here and never its length.",
            rtol=1e-5,
            atol=1e-6,
        )


@newton_schulz.guard("a gradient of 0 stays 0")
def zero_matrix(t: Trial, newton_schulz: Function) -> None:
    shape = t.draw((2, 3), lambda rng: tuple(rng.integers([2, 4], [4, 7]).tolist()))
    q = t.call(newton_schulz, np.zeros(shape), 3, returns="q")
    t.require(
        np.shape(q) == shape and (np.asarray(q) == 0).all(),
        "A matrix of zeros has the norm 0, and 0 / 0 is nan. Its q must be zeros.",
    )


def _three_rounds(t: Trial, newton_schulz: Function, a: Array) -> Any:
    return t.call(newton_schulz, a, 3, returns="q")


any_form(newton_schulz, (5, 3), run=_three_rounds)
