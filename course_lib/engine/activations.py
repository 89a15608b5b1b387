"""Activation functions as pairs: forward bends every number, backward multiplies by the slope.

    out, cache = name_forward(x)
    dx = name_backward(dout, cache)

``x`` has any shape and ``dx`` has the same. Maxout has parameters of its own and returns their
gradients too.
"""

import numpy as np

from course_lib.engine.arrays import Array, expect_batch, expect_floats, expect_like, transpose


def relu_forward(x: Array) -> tuple[Array, Array]:
    """Compute ``max(0, x)``."""
    expect_floats("relu_forward", x=x)
    out = np.maximum(x, 0)
    return out, out  # the next layer keeps it anyway; x need not stay in memory


def relu_backward(dout: Array, cache: Array) -> Array:
    """Pass the gradient on where the output was positive; the slope at 0 is taken as 0."""
    expect_like("relu_backward", dout, cache.shape)
    return dout * (cache > 0)


def leaky_relu_forward(x: Array, slope: float = 0.01) -> tuple[Array, tuple[Array, float]]:
    """Compute ``x`` where it is positive and ``slope * x`` elsewhere."""
    expect_floats("leaky_relu_forward", x=x)
    return np.where(x > 0, x, slope * x), (x, slope)


def leaky_relu_backward(dout: Array, cache: tuple[Array, float]) -> Array:
    """Multiply by 1 where the input was positive and by ``slope`` elsewhere."""
    x, slope = cache
    expect_like("leaky_relu_backward", dout, x.shape)
    return np.where(x > 0, dout, slope * dout)


def elu_forward(x: Array, alpha: float = 1.0) -> tuple[Array, tuple[Array, Array, float]]:
    """Compute ``x`` where it is positive and ``alpha * (exp(x) - 1)`` elsewhere."""
    expect_floats("elu_forward", x=x)
    # expm1 keeps the digits near 0; the minimum keeps the unused branch from overflowing.
    out = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))
    return out, (x, out, alpha)


def elu_backward(dout: Array, cache: tuple[Array, Array, float]) -> Array:
    """Multiply by 1 where the input was positive, elsewhere by ``alpha * exp(x) = out + alpha``."""
    x, out, alpha = cache
    expect_like("elu_backward", dout, x.shape)
    return np.where(x > 0, dout, dout * (out + alpha))


def sigmoid_forward(x: Array) -> tuple[Array, Array]:
    """Compute ``1 / (1 + exp(-x))``, written with tanh, which never overflows."""
    expect_floats("sigmoid_forward", x=x)
    out = 0.5 + 0.5 * np.tanh(0.5 * x)
    return out, out


def sigmoid_backward(dout: Array, cache: Array) -> Array:
    """Multiply by ``out * (1 - out)``, which is never above 1/4."""
    expect_like("sigmoid_backward", dout, cache.shape)
    dx: Array = dout * cache * (1 - cache)
    return dx


def tanh_forward(x: Array) -> tuple[Array, Array]:
    """Compute ``tanh(x)``."""
    expect_floats("tanh_forward", x=x)
    out = np.tanh(x)
    return out, out


def tanh_backward(dout: Array, cache: Array) -> Array:
    """Multiply by ``1 - out**2``."""
    expect_like("tanh_backward", dout, cache.shape)
    dx: Array = dout * (1 - cache * cache)
    return dx


def maxout_forward(x: Array, w: Array, b: Array) -> tuple[Array, tuple[Array, Array, Array]]:
    """Compute the largest of K affine maps: the max over k of ``x @ w[k] + b[k]``.

    ``x`` (..., N, D), ``w`` (..., K, D, M) and ``b`` (..., K, M) give ``out`` (..., N, M).
    """
    expect_batch("maxout_forward", "x", x)
    expect_floats("maxout_forward", w=w, b=b)
    if w.ndim < 3 or w.shape[-2] != x.shape[-1]:
        raise ValueError(f"maxout_forward: w has shape {w.shape}, expected (K, {x.shape[-1]}, M)")
    if b.shape != (*w.shape[:-2], w.shape[-1]):
        raise ValueError(
            f"maxout_forward: b has shape {b.shape}, expected {(*w.shape[:-2], w.shape[-1])}"
        )
    pieces = x[..., None, :, :] @ w + b[..., None, :]
    winner = pieces.argmax(axis=-3)
    return pieces.max(axis=-3), (x, w, winner)


def maxout_backward(dout: Array, cache: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
    """Send the gradient to the piece that won; return ``dx``, ``dw`` and ``db``."""
    x, w, winner = cache
    expect_like("maxout_backward", dout, winner.shape)
    pieces = np.arange(w.shape[-3])[:, None, None]
    dpieces = dout[..., None, :, :] * (winner[..., None, :, :] == pieces)
    dx = (dpieces @ transpose(w)).sum(axis=-3)
    return dx, transpose(x)[..., None, :, :] @ dpieces, dpieces.sum(axis=-2)
