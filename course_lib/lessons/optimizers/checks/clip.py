"""Checks of gradient clipping, by elements and by the norm of all gradients."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import drawn_numbers
from course_lib.checking.probes import other_forms
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake, Slip

clipping = Exercise("clipping", functions=("clip_elementwise", "clip_global_norm"))


OWN_FACTORS = "Every array has its own norm and factor; that turns the direction of the step."
SINGULAR = Slip(
    "The norm of order 2 is, of a matrix, its largest singular value, and of three axes nothing. "
    "The squares of all entries add up."
)


def _beyond(rng: np.random.Generator) -> tuple[Array, float]:
    """Return gradients and a limit that some pass at either side; one is 0, one is the limit."""
    c = float(rng.integers(1, 6))
    outside, inside = c * rng.uniform(1.2, 3, 4) * [1, -1, 1, -1], c * rng.uniform(-0.9, 0.9, 6)
    g = rng.permutation(np.array([*outside, *inside, 0.0, -c]))
    return g.reshape(rng.permutation([3, 4])), c


@clipping.property("elementwise: every entry ends between -c and c", weight=2)
def clip_elementwise_limits(t: Trial, clip_elementwise: Function) -> None:
    g, c = t.draw((np.array([[3.0, -5.0, 0.5], [-2.0, 0.0, -0.25]]), 2.0), _beyond)
    want = np.where(np.abs(g) > c, np.copysign(c, g), g)
    large, small = g.max(), g.min()
    t.close(
        "grad",
        t.call(clip_elementwise, g, c, returns="grad"),
        want,
        f"With c = {c:g} the entries {large:g} and {small:g} must become {c:g} and {-c:g}; those "
        f"between {-c:g} and {c:g} stay.",
        "Two limits are needed, one at each side of 0.",
        mistakes=[
            (g, "Nothing was clipped."),
            (np.minimum(g, c), f"Only the upper limit is set: {small:g} is still there."),
            (np.maximum(g, -c), f"Only the lower limit is set: {large:g} is still there."),
            (np.minimum(np.abs(g), c), "The signs are lost."),
            (np.clip(g, 0, c), "The negative entries are lost: the lower limit is -c."),
            (np.where(np.abs(g) > c, 0, g), "Entries that are too large become c, not 0."),
            (np.where(np.abs(g) > c, c, g), f"The entry {small:g} must keep its sign."),
            (c * np.sign(g), "Every entry became c or -c, the small ones too."),
            (g * c / np.linalg.norm(g), "That scales the whole array: the other function's work."),
            (g * c / np.abs(g).max(), "That scales the whole array: every entry is on its own."),
        ],
    )


@clipping.detail("elementwise: any shape, any c", weight=1)
def clip_elementwise_any_shape(t: Trial, clip_elementwise: Function) -> None:
    shape: tuple[int, ...] = t.draw((2, 3, 4), lambda rng: (int(rng.integers(8, 30)),))
    c = t.draw(0.7, lambda rng: round(rng.uniform(0.2, 0.6), 3))
    g = t.rng.standard_normal(shape)
    out = t.array("grad", t.call(clip_elementwise, g, c, returns="grad"), g.shape)
    small = np.abs(g) <= c
    t.require(
        np.abs(out).max() <= c * (1 + 1e-6),
        f"With c = {c} an entry of the result is as large as {np.abs(out).max():.3g}.",
        "The limit must be the `c` that the caller gives.",
    )
    t.close("grad", out[small], g[small], f"With c = {c} an entry that is small enough changed.")
    t.close("grad", out[~small], np.copysign(c, g[~small]), "A large entry must become c or -c.")


def _norm_case(t: Trial) -> tuple[list[Array], float]:
    """Return gradients of different shapes, and their joint norm."""
    return t.draw(
        # No axis of length 1 hides another, and the matrix has two singular values.
        (
            [
                np.array([[[-4.0, 0.0], [0.0, 0.0]]]),
                np.array([[12.0, 0.0, 0.0], [0.0, 84.0, 0.0]]),
                np.array([0.0, 3.0, 0.0, 0.0]),
            ],
            85.0,
        ),
        _drawn_norm_case,
    )


def _drawn_norm_case(rng: np.random.Generator) -> tuple[list[Array], float]:
    shapes = [tuple(rng.integers(2, 5, axes).tolist()) for axes in (2, 1, 3)]
    grads = [drawn_numbers(rng, *[(0.5, 9)] * int(np.prod(s))).reshape(s).round(1) for s in shapes]
    grads[0].flat[-1] = 0.0
    first, middle, last = (grads[i] for i in rng.permutation(3))
    # As in the notebook's case one entry of the middle array is by far the largest.
    middle.flat[0] = 0.0
    middle.flat[0] = 8 * np.sqrt(sum(np.sum(g**2) for g in grads)).round(1)
    grads = [first, middle, last]
    return grads, float(np.sqrt(sum(np.sum(g**2) for g in grads)))


def _spectral(grads: list[Array]) -> float:
    """Return the joint norm when a matrix counts with its largest singular value alone."""
    norms = [np.linalg.norm(g if g.ndim == 2 else g.ravel(), 2) for g in grads]
    return float(np.linalg.norm(norms))


def _clip_norm(
    t: Trial, clip_global_norm: Function, grads: list[Array], c: float
) -> tuple[list[Array], Any]:
    out, norm = _call_norm(t, clip_global_norm, grads, c)
    out = _as_list(t, out, grads)
    for o, g in zip(out, grads, strict=True):
        t.require(
            np.shape(o) == g.shape,
            f"An array of shape {g.shape} came back with the shape {np.shape(o)}.",
            "Every array keeps its shape.",
        )
    return [t.array("grads", o, g.shape) for o, g in zip(out, grads, strict=True)], norm


def _call_norm(
    t: Trial, clip_global_norm: Function, grads: list[Array], c: float
) -> tuple[Any, Any]:
    """Return what came back; a shape error in joining the arrays gets its cause."""
    joined = "The arrays differ in shape and cannot be joined as they are. Begin with each alone."
    causes = [("Improper number of dimensions", SINGULAR), ("ValueError", joined)]
    out, norm = t.call(clip_global_norm, grads, c, returns="grads, norm", causes=causes)
    return out, norm


def _as_list(t: Trial, out: Any, grads: list[Array]) -> list[Any]:
    t.require(
        isinstance(out, list | tuple) and len(out) == len(grads),
        f"`grads` must come back as a list of {len(grads)} arrays, as they were given, and before "
        "the norm.",
    )
    return list(out)


def _is(t: Trial, got: Any, want: Any) -> bool:
    return t.passes(lambda: t.close("", got, want, ""))


def _clipped_alone(g: Array, c: float) -> Array:
    """Return one array clipped by its own norm."""
    return np.asarray(g * min(1, c / np.linalg.norm(g)))


def _wrong_norms(grads: list[Array], joint: float) -> list[Mistake]:
    """Return what known mistakes make of the joint norm."""
    each = np.array([np.linalg.norm(g) for g in grads])
    size = sum(g.size for g in grads)
    return [
        (joint**2, "That is the sum of squares; take its root."),
        (each.max(), "That is the largest norm of one array; one norm for all together."),
        (each.sum(), "That is the sum of the norms: the squares add up, not the norms."),
        (_spectral(grads), SINGULAR),
        (each[0], "That is the norm of the first array only."),
        (each[-1], "That is the norm of the last array only."),
        (np.sqrt(joint**2 - each[-1] ** 2), "The last array is left out."),
        (sum(np.abs(g).sum() for g in grads), "The sizes were added; the norm has squares."),
        (joint / np.sqrt(size), "That is a root MEAN square; the norm has the sum."),
    ]


@clipping.property("global norm: -4, 3, 84 and 12 have the norm 85", weight=2)
def clip_norm_by_hand(t: Trial, clip_global_norm: Function) -> None:
    grads, joint = _norm_case(t)
    out, norm = _call_norm(t, clip_global_norm, grads, joint / 2)
    alone = [_clipped_alone(g, joint / 2) for g in grads]
    apart = (
        isinstance(out, list | tuple)
        and len(out) == len(alone)
        and all(_is(t, o, a) for o, a in zip(out, alone, strict=True))
    )
    t.close(
        "norm",
        norm,
        joint,
        "Return the norm of all gradients together, as they came in: the root of the sum of all "
        "squares.",
        mistakes=[
            *([(np.linalg.norm(grads[-1]), OWN_FACTORS)] if apart else []),
            *_wrong_norms(grads, joint),
            (joint / 2, "That is the norm after clipping: return the one before."),
            (1.0, "That is the factor or a constant, not the norm."),
            (0.5, "That is the factor, not the norm."),
        ],
    )


@clipping.property("global norm: one factor for all arrays", weight=3)
def clip_norm_one_factor(t: Trial, clip_global_norm: Function) -> None:
    grads, joint = _norm_case(t)
    for c in (joint / 2, joint / 8, 0.98 * joint):
        out, norm = _clip_norm(t, clip_global_norm, grads, c)
        got = np.concatenate([o.ravel() for o in out])
        flat = np.concatenate([g.ravel() for g in grads])
        alone = np.concatenate([_clipped_alone(g, c).ravel() for g in grads])
        # A factor that fits a wrong norm is no mistake of its own.
        follows = [
            (flat * min(1, c / wrong), sentence)
            for wrong, sentence in ([] if _is(t, norm, joint) else _wrong_norms(grads, joint))
            if _is(t, norm, wrong)
        ]
        t.close(
            "grads",
            got,
            flat * (c / joint),
            f"The joint norm is {joint:g} and c is {c:g}: every gradient must shrink by the same "
            f"factor {c / joint:g}.",
            mistakes=[
                (alone, OWN_FACTORS),
                (
                    np.concatenate(
                        [(g * c / joint if np.linalg.norm(g) > c else g).ravel() for g in grads]
                    ),
                    "An array that is shorter than c came back as it was. The joint norm decides, "
                    "and it decides for all.",
                ),
                *follows,
                (flat, "Nothing was clipped."),
                (flat / joint, "The result has norm 1 whatever c is."),
                (flat * c, "The factor is c, it should be c over the norm."),
                (flat * (joint / c), "The factor is upside down: the gradients grew."),
                (flat * (c / joint**2), "The factor is too small: divide by the norm once."),
                (np.clip(flat, -c, c), "That is elementwise clipping."),
            ],
        )


@clipping.property("global norm: gradients that are short enough stay", weight=2)
def clip_norm_short_gradients(t: Trial, clip_global_norm: Function) -> None:
    grads, joint = _norm_case(t)
    flat = np.concatenate([g.ravel() for g in grads])
    limit, _ = _clip_norm(t, clip_global_norm, grads, joint / 2)
    t.require(
        np.linalg.norm(np.concatenate([o.ravel() for o in limit])) < 0.6 * joint,
        "Gradients that are too long are not shortened.",
        "Compare the norm with c.",
    )
    for c in (1.02 * joint, 10 * joint):
        out, _ = _clip_norm(t, clip_global_norm, grads, c)
        t.close(
            "grads",
            np.concatenate([o.ravel() for o in out]),
            flat,
            f"The joint norm is {joint:g} and c is {c:g}: the gradients must stay as they are.",
            mistakes=[
                (flat * (c / joint), "Short gradients are stretched to norm c: c is a limit."),
            ],
        )


@clipping.guard("global norm: gradients of 0 stay 0")
def clip_norm_zeros(t: Trial, clip_global_norm: Function) -> None:
    grads = [np.zeros((2, 2)), np.zeros(3)]
    out, norm = _call_norm(t, clip_global_norm, grads, 5.0)
    cause = "0 / 0 is nan: the lecture's formula min(|g|, c) / |g| divides by the norm."
    values = np.concatenate([np.ravel(np.asarray(o, dtype=float)) for o in _as_list(t, out, grads)])
    length = np.asarray(norm, dtype=float)
    t.require(
        np.isfinite(values).all() and np.isfinite(length).all(),
        "Two arrays of zeros came back with nan or inf.",
        cause,
    )
    t.require((values == 0).all() and (length == 0).all(), "Two arrays of zeros changed.", cause)


@clipping.guard("float32, and views with gaps")
def clip_other_forms(t: Trial, clip_elementwise: Function, clip_global_norm: Function) -> None:
    def run(a: Array, b: Array) -> Any:
        grads = [a, b]
        alone = t.call(clip_elementwise, a, 0.5)
        out, norm = t.call(clip_global_norm, grads, 1.5, returns="grads, norm", may_change=(grads,))
        return (alone, *_as_list(t, out, grads), norm)

    other_forms(t, run, t.rng.standard_normal((3, 4)), t.rng.standard_normal(5))
