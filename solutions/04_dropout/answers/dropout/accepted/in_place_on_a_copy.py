"""A copy is changed, and the indices of the dropped are kept."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    out = x.copy()
    dropped = np.nonzero(rng.random(x.shape) >= keep_prob)
    out[dropped] = 0
    out /= keep_prob
    return out, [dropped, keep_prob]


def dropout_backward(dout, cache):
    dropped, keep_prob = cache
    dx = np.array(dout)
    dx[dropped] = 0
    dx /= keep_prob
    return dx
