"""Everything in float32."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape, dtype=np.float32) < keep_prob).astype(np.float32) / np.float32(
        keep_prob
    )
    return x.astype(np.float32) * mask, mask


def dropout_backward(dout, cache):
    return dout.astype(np.float32) * cache
