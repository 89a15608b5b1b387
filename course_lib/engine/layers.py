"""Layers as pairs of functions: ``*_forward`` computes, ``*_backward`` applies the chain rule.

    out, cache = name_forward(x, ...)
    dx, ... = name_backward(dout, cache)

``dout`` is the gradient of the loss with respect to ``out``; each gradient has the shape of its
array. The batch is on axis -2; leading axes are the independent members of a stack. Inputs are
never changed. The other pairs are in activations, normalization, dropout, conv and pooling.
"""

from course_lib.engine.arrays import Array, expect_batch, expect_floats, expect_like, transpose


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, tuple[Array, Array]]:
    """Compute ``x @ w + b`` for ``x`` (..., N, D), ``w`` (..., D, M) and ``b`` (..., M)."""
    expect_batch("affine_forward", "x", x)
    expect_floats("affine_forward", w=w, b=b)
    if w.ndim < 2 or w.shape[-2] != x.shape[-1]:
        raise ValueError(
            f"affine_forward: w has shape {w.shape}, x {x.shape} needs w ({x.shape[-1]}, M)"
        )
    if x.shape[:-2] not in ((), w.shape[:-2]):
        raise ValueError(
            f"affine_forward: x has shape {x.shape}, w {w.shape} needs x (N, D) for all members "
            f"or {(*w.shape[:-2], 'N', 'D')}"
        )
    if b.shape != w.shape[:-2] + w.shape[-1:]:
        raise ValueError(
            f"affine_forward: b has shape {b.shape}, "
            f"w {w.shape} needs b {w.shape[:-2] + w.shape[-1:]}"
        )
    return x @ w + b[..., None, :], (x, w)


def affine_backward(dout: Array, cache: tuple[Array, Array]) -> tuple[Array, Array, Array]:
    """Return ``dx`` (..., N, D), ``dw`` (..., D, M) and ``db`` (..., M)."""
    dw, db = affine_backward_params(dout, cache)
    return dout @ transpose(cache[1]), dw, db


def affine_backward_params(dout: Array, cache: tuple[Array, Array]) -> tuple[Array, Array]:
    """Return ``dw`` and ``db`` alone: all that the first layer of a net needs."""
    x, w = cache
    expect_like("affine_backward", dout, (*w.shape[:-2], x.shape[-2], w.shape[-1]))
    return transpose(x) @ dout, dout.sum(axis=-2)
