"""What the checks of AdaGrad, RMSProp and Adam share: sizes of gradients, zeros and eps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_lib.checking.inputs import drawn_numbers, drawn_shape
from course_lib.checking.paths import TINY, any_form, fits, moves, start
from course_lib.checking.probes import zero_counts
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake

NOT_SAVED = (
    "Every step looks like the first: what the rule remembers must be in the `state` that it "
    "returns, and come from the `state` that it gets."
)
REST = "A gradient that is 0 must leave its entry of `w` where it is, and never give nan."
REST_CAUSE = "0 / 0 is nan: eps keeps the denominator above 0."
NO_EPS = (
    "The `eps` that the caller gives has no effect: it is missing, or a number stands in its "
    "place. It keeps the denominator above 0, for 0 / 0 is nan."
)


def all_sizes(t: Trial) -> Array:
    """Return gradients of one step that differ in size by a factor of 10^4."""
    sizes = t.draw(np.array([[0.2, 1.0, 30.0], [400.0, 0.5, 2000.0]]), _drawn_sizes)
    signed: Array = t.rng.choice([-1.0, 1.0], size=sizes.shape) * sizes
    return signed


def _drawn_sizes(rng: np.random.Generator) -> Array:
    shape = drawn_shape(rng)
    between = 10 ** rng.uniform(-0.7, 3.3, int(np.prod(shape)) - 2)
    return rng.permutation(np.array([0.2, 2000.0, *between])).reshape(shape)


def gradients_and_eps(t: Trial) -> tuple[Array, float]:
    """Return a small and a larger gradient, and an eps that shortens their steps."""
    g = t.draw(np.array([0.3, -2.0]), lambda rng: drawn_numbers(rng, (0.2, 0.5), (1.5, 3)))
    return g, t.draw(0.1, lambda rng: round(rng.uniform(0.06, 0.2), 3))


def column(values: object, like: Array) -> Array:
    """Return numbers, one a step, as a column that multiplies an array shaped as ``like``."""
    return np.reshape(np.asarray(values, dtype=float), (-1,) + (1,) * like.ndim)


def eps_counts(
    t: Trial,
    rule: Function,
    g: Array,
    eps: float,
    without: Array,
    forms: Sequence[tuple[str, Array]],
    mistakes: Sequence[Mistake] = (),
    **options: Any,
) -> None:
    """Fail unless the ``eps`` of a call counts, in one of the forms that are accepted.

    ``forms`` holds the moves of three steps with the gradient ``g`` and ``eps``, ``without`` those
    with eps = 0. A place of eps other than the course's is noted; it costs nothing.
    """
    plain = moves(t, rule, np.ones(2), [g] * 3, eps=TINY, **options)
    t.require(fits(t, plain, without), ALREADY)
    form = any_form(
        t,
        moves(t, rule, start(t, (2,)), [g] * 3, eps=eps, **options),
        forms,
        f"With eps = {eps:g} and small gradients the steps are visibly shorter.",
        "Use the `eps` that the caller gives, once: it is added to the root, or under the root to "
        "what the root is taken of (there as eps or as its square).",
        [(without, NO_EPS), *mistakes],
    )
    if form != "outside the root":
        t.note(
            f"eps sits {form}; the course's form is sqrt(...) + eps. At 1e-8 nobody sees the "
            "difference."
        )


def _mostly_zeros(rng: np.random.Generator) -> tuple[Array, Array]:
    """Return weights and a gradient with one entry that is not 0."""
    w = rng.standard_normal(drawn_shape(rng))
    g = np.zeros(w.size)
    g[rng.integers(w.size)] = drawn_numbers(rng, (1, 5))[0]
    return w, g.reshape(w.shape)


def rests(t: Trial, rule: Function, first: float, **options: Any) -> None:
    """Fail unless an entry without gradients rests while the other moves by ``first`` * lr."""
    w, g = t.draw((np.array([1.5, -0.5, 2.0]), np.array([0.0, 3.0, 0.0])), _mostly_zeros)
    # Where nan comes without a gradient of 0, it has another cause.
    everywhere = np.where(g == 0, 1.0, g)
    plain = moves(t, rule, w, [everywhere], "", eps=TINY, **options)
    try:
        got = moves(t, rule, w, [g], REST_CAUSE, eps=TINY, **options)
    except Wrong as wrong:
        if fits(t, moves(t, rule, w, [everywhere], eps=1.0, **options), plain):
            raise Wrong(wrong.symptom, NO_EPS, certain=True) from None
        raise
    t.require(
        np.abs(got[0][g == 0]).max() < 1e-7, REST, "Where dw is 0, the step is 0 over something."
    )
    t.require(fits(t, got, first * np.sign(g)[None]), ALREADY)


def places(g: Array, square: Array, eps: float | Array) -> list[tuple[str, Array]]:
    """Return the moves ``g`` over the root of ``square`` with ``eps`` in each place that counts."""
    return [
        ("outside the root", g / (np.sqrt(square) + eps)),
        ("inside the root", g / np.sqrt(square + eps)),
        ("squared inside the root", g / np.sqrt(square + eps**2)),
    ]


def tiny_steps(g: Array, scale: float = 1.0) -> list[tuple[str, Array]]:
    """Return the first moves at eps=1e-8 when the mean square is ``scale`` times the square."""
    return [(name, move[None]) for name, move in places(g, scale * g**2, 1e-8)]


def zero_eps(t: Trial, rule: Function, **options: Any) -> None:
    """Fail unless ``eps=0`` counts as 0, for gradients as small as the default.

    The mean squares of ``options`` must be the squares after the first step.
    """
    g = t.draw(np.array([1e-8, -3e-9]), lambda rng: drawn_numbers(rng, (5e-9, 3e-8), (1e-9, 9e-9)))
    zero_counts(
        t,
        "eps",
        lambda eps: moves(t, rule, np.zeros_like(g), [g], eps=eps, **options),
        lambda _: np.sign(g)[None],
        other=1e-30,
        default=1e-8,
    )
