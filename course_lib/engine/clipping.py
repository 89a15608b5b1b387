"""Gradient clipping: a limit on how far one batch may throw the parameters."""

from collections.abc import Sequence

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_positive


def clip_elementwise(grad: Array, c: float) -> Array:
    """Return ``grad`` with every number limited to -c ... c; the direction changes."""
    expect_floats("clip_elementwise", grad=grad)
    expect_positive("clip_elementwise", c=c)
    return np.clip(grad, -c, c)


def clip_global_norm(grads: Sequence[Array], c: float) -> tuple[list[Array], float]:
    """Shorten all gradients to a joint norm of at most ``c``; return them and the old norm.

    One factor for all keeps the direction. Gradients that are short enough stay as they are.
    """
    expect_positive("clip_global_norm", c=c)
    for position, grad in enumerate(grads):
        expect_floats("clip_global_norm", **{f"grads[{position}]": grad})
    norm = sum(float((grad * grad).sum()) for grad in grads) ** 0.5
    scale = 1.0 if norm <= c else c / norm
    return [grad * scale for grad in grads], norm


def clip_member_norms(grads: Array, norms: Array, c: float) -> None:
    """Do to a flat gradient (P,), or to each member's (E, P), what ``clip_global_norm`` does.

    In place, and with ``norms`` that are known.
    """
    grads *= np.minimum(1, c / np.maximum(norms, np.finfo(norms.dtype).tiny))[..., None]


def member_norms(vectors: Array) -> Array:
    """Return the norm of a flat vector (P,), or of each member's (E, P)."""
    norms: Array = np.sqrt(np.vecdot(vectors, vectors))
    return norms
