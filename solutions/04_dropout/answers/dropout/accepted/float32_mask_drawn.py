"""The coins are drawn in float32."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape, dtype=np.float32) < keep_prob).astype(np.float32)
    mask /= np.float32(keep_prob)
    return (x * mask).astype(np.float32), mask


def dropout_backward(dout, cache):
    return (dout * cache).astype(np.float32)
