"""How the checks of the optimizers look at a rule: by where it goes, never at its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from course_lib.checking.inputs import away_from_zero, drawn_shape
from course_lib.checking.probes import other_forms
from course_lib.checking.results import ALREADY, numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake

LR = 0.1
# Small enough that no placement of eps matters in a property that is not about eps.
TINY = 1e-12
# Steps that must be right before a long run is looked at.
FIRST = 5
APART = "Two parameters that take their steps in turn must not disturb each other."
APART_CAUSE = (
    "What a rule remembers belongs in the `state` it returns, not in a global variable, "
    "a default argument or an attribute of the function."
)
# What a wrong look at the state raises.
_STATE = (
    (
        "NoneType",
        "At the first call `state` is None: that is when the rule has nothing to remember.",
    ),
    ("truth value", "An array is neither true nor false. Ask whether `state is None`."),
)


def step(
    t: Trial, rule: Function, w: Array, dw: Array, state: Any, lr: float = LR, **options: Any
) -> tuple[Array, Any]:
    """Return the new weights and the new state; ``w`` itself stays as it is."""
    mine = w.copy()
    new, state = t.call(
        rule,
        mine,
        dw,
        state,
        lr,
        returns="w, state",
        may_change=(mine, state),
        causes=_STATE,
        **options,
    )
    # A rule that writes in place gives its own array back, and may write into it again.
    return np.array(t.array("w", new, w.shape)), state


def path(
    t: Trial, rule: Function, w: Array, grads: Iterable[Array], cause: str = "", **options: Any
) -> Array:
    """Return ``w`` and the weights after each of the steps: (steps + 1, ...).

    ``cause`` explains weights that are not finite.
    """
    places, state = [w], None
    try:
        for dw in grads:
            w, state = step(t, rule, w, dw, state, **options)
            places.append(w)
    except Wrong as wrong:
        raise Wrong(
            wrong.symptom, wrong.cause or ("nan" in wrong.symptom and cause) or ""
        ) from None
    return np.array(places, dtype=places[-1].dtype)


def moves(
    t: Trial, rule: Function, w: Array, grads: Iterable[Array], cause: str = "", **options: Any
) -> Array:
    """Return the way down at each step of a path in units of lr: (steps, ...)."""
    return way_down(path(t, rule, w, grads, cause, **options))


def way_down(places: Array) -> Array:
    """Return the steps of a path, in units of lr, positive against a positive gradient."""
    down: Array = -np.diff(places, axis=0) / np.asarray(LR, dtype=places.dtype)
    return down


def decaying_sum(values: Array, rate: float) -> Array:
    """Return for every step n the sum over k <= n of ``rate**(n - k) * values[k]``."""
    steps = np.arange(len(values))
    age = steps[:, None] - steps
    weights = np.where(age >= 0, float(rate) ** np.abs(age), 0.0)
    total: Array = np.tensordot(weights, values, axes=1)
    return total


def start(t: Trial, shape: tuple[int, ...]) -> Array:
    """Return weights to start from, not 0: a rule that scales them would be seen."""
    return np.asarray(t.rng.standard_normal(shape))


def random_gradients(t: Trial, *shape: int) -> Array:
    """Return numbers of either sign between 0.5 and 4 in size: far from 0, where eps matters."""
    return away_from_zero(t, *shape, high=4.0)


def _shapes(rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Return two shapes, and the first again: what is remembered by shape would mix them up."""
    shape = drawn_shape(rng)
    return [shape, (int(rng.integers(2, 7)),), shape]


def two_parameters(t: Trial, steps: int) -> list[tuple[Array, Array]]:
    """Return weights and gradients of two parameters of different shapes, in the grader three."""
    shapes: list[tuple[int, ...]] = t.draw([(3,), (2, 4)], _shapes)
    return [(t.rng.standard_normal(shape), random_gradients(t, steps, *shape)) for shape in shapes]


def fits(t: Trial, got: Array, want: Array, rtol: float = 1e-5) -> bool:
    """Tell whether the moves are those wanted."""
    return t.passes(lambda: t.close("w", got, want, "", rtol=rtol, atol=1e-7))


def follow(
    t: Trial,
    got: Array,
    want: Array,
    text: str,
    cause: str = "",
    mistakes: Sequence[Mistake] = (),
    rtol: float = 1e-5,
) -> None:
    """Fail unless the moves are those wanted; the symptom shows those of the worst entry."""
    away = np.abs(got - want).sum(axis=0)
    worst = int(away.argmax())
    wanted, yours = (a.reshape(len(a), -1)[:, worst] for a in (want, got))
    t.close(
        "w",
        got,
        want,
        f"{text} For one entry of `w` the way down, in units of lr, should be "
        f"{numbers(wanted)}; yours is {numbers(yours)}.",
        cause,
        mistakes,
        rtol=rtol,
        atol=1e-7,
    )


def long_run(
    t: Trial, rule: Function, want: Callable[[Array], Array], steps: int = 40, **options: Any
) -> None:
    """Fail unless a rule whose first steps are right is right in all of ``steps``.

    ``want`` gives the moves for gradients (steps, ...) that differ at every step.
    """
    shape: tuple[int, ...] = t.draw((2, 3), drawn_shape)
    w, g = start(t, shape), random_gradients(t, steps, *shape)
    right = want(g)
    places, state, failed = [w], None, None
    try:
        for dw in g:
            w, state = step(t, rule, w, dw, state, **options)
            places.append(w)
    except Wrong as wrong:
        failed = wrong
    got = way_down(np.array(places, dtype=places[-1].dtype))
    good = next((n for n in range(len(got), 0, -1) if fits(t, got[:n], right[:n])), 0)
    if good < FIRST or good == steps:
        return  # of a wrong beginning the properties about a few steps tell
    if failed is not None:
        raise failed
    worst = int(np.abs(got[good] - right[good]).argmax())
    should, yours = right[good].flat[worst], got[good].flat[worst]
    raise Wrong(
        f"The first {good} steps with different gradients are right, step {good + 1} is not: for "
        f"one entry of `w` the way down, in units of lr, should be {should:.6g}; yours is "
        f"{yours:.6g}.",
        "The rule is the same at every step: it has no largest count, and no new start.",
    )


def other_forms_of_dw(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless a step takes gradients of float32, and read-only views, as it takes others."""

    def run(dw: Array) -> Any:
        w = np.linspace(-1, 1, dw.size).reshape(dw.shape).astype(dw.dtype)
        change = (w, dw)
        return t.call(
            rule, w, dw, None, LR, returns="w, state", may_change=change, causes=_STATE, **options
        )[0]

    other_forms(t, run, random_gradients(t, 3, 4))


def default_moves(
    t: Trial,
    rule: Function,
    w: Array,
    grads: Sequence[Array],
    want: Array,
    text: str,
    cause: str,
    **explicit: Any,
) -> None:
    """Fail unless the moves without options are those of the options in ``explicit``."""
    got = moves(t, rule, w, grads)
    if not fits(t, got, want):
        t.require(fits(t, moves(t, rule, w, grads, **explicit), want), ALREADY)
    follow(t, got, want, text, cause)


def apart(
    t: Trial,
    rule: Function,
    runs: Sequence[tuple[Array, Array]],
    wants: Sequence[Array],
    **options: Any,
) -> None:
    """Fail unless parameters that take their steps in turn move as each would alone.

    ``runs`` holds for each parameter the weights and the gradients (steps, ...).
    """
    places = [[w] for w, _ in runs]
    states: list[Any] = [None] * len(runs)
    for n in range(len(runs[0][1])):
        for i, (_, grads) in enumerate(runs):
            try:
                w, states[i] = step(t, rule, places[i][-1], grads[n], states[i], **options)
            except Wrong as wrong:
                for start_of, all_of in runs:
                    moves(t, rule, start_of, all_of, **options)  # raises when wrong alone, too
                raise Wrong(
                    wrong.symptom, wrong.cause or APART_CAUSE, wrong.certain, wrong.idea
                ) from None
            places[i].append(w)
    for (w, grads), way, want in zip(runs, places, wants, strict=True):
        got = way_down(np.array(way, dtype=way[-1].dtype))
        if not fits(t, got, want):
            t.require(fits(t, moves(t, rule, w, grads, **options), want), ALREADY)
        follow(t, got, want, APART, APART_CAUSE)


def any_form(
    t: Trial,
    got: Array,
    forms: Sequence[tuple[str, Array]],
    text: str,
    cause: str,
    mistakes: Sequence[Mistake] = (),
) -> str:
    """Return the name of the first of several accepted forms that fits, or fail."""
    for name, want in forms:
        if fits(t, got, want, rtol=1e-6):
            return name
    follow(t, got, forms[0][1], text, cause, mistakes)
    return ""


def default_form(
    t: Trial,
    rule: Function,
    gradient: Array,
    forms: Sequence[tuple[str, Array]],
    text: str,
    cause: str,
    **explicit: Any,
) -> None:
    """Fail unless the first move from 0 has one of the forms without the ``explicit`` options."""
    start = np.zeros_like(gradient)
    got = moves(t, rule, start, [gradient])
    if not any(fits(t, got, want) for _, want in forms):
        named = moves(t, rule, start, [gradient], **explicit)
        t.require(any(fits(t, named, want) for _, want in forms), ALREADY)
    any_form(t, got, forms, text, cause)
