"""Dropout (Srivastava et al. 2014), inverted: training scales, inference does nothing.

``keep_prob`` is the probability that a unit is KEPT. PyTorch and Keras count the dropped share
instead.
"""

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_like
from course_lib.engine.rng import Rng, draw, stack_size


def dropout_forward(x: Array, keep_prob: float, rng: Rng) -> tuple[Array, Array]:
    """Set every unit to 0 with probability ``1 - keep_prob`` and divide the rest by ``keep_prob``.

    The mask is drawn for each element anew and is the cache. With a sequence of E Generators ``x``
    is (E, ..., D) and each member draws from its own.
    """
    expect_floats("dropout_forward", x=x)
    if not 0 < keep_prob <= 1:
        raise ValueError(
            f"dropout_forward: keep_prob is {keep_prob}, expected the share kept: above 0, up to 1"
        )
    members = stack_size(rng)
    if members is not None and x.shape[:1] != (members,):
        raise ValueError(
            f"dropout_forward: x has shape {x.shape}, {members} Generators need ({members}, ...)"
        )
    shape = x.shape if members is None else x.shape[1:]
    uniform = draw(rng, lambda generator: generator.random(shape, dtype=np.float32))
    mask = (uniform < keep_prob) * x.dtype.type(1 / keep_prob)
    return x * mask, mask


def dropout_backward(dout: Array, cache: Array) -> Array:
    """Multiply by the same mask: a unit that was off gets no gradient."""
    expect_like("dropout_backward", dout, cache.shape)
    return dout * cache


def dropout_inference(x: Array) -> Array:
    """Return ``x``: the mean of ``dropout_forward`` over all masks is ``x`` already."""
    expect_floats("dropout_inference", x=x)
    return x
