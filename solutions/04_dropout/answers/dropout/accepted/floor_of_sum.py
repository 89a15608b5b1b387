"""floor(keep_prob + u), as an old library does it."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    mask = np.floor(keep_prob + rng.random(x.shape))
    return x / keep_prob * mask, (keep_prob, mask)


def dropout_backward(dout, cache):
    keep_prob, mask = cache
    return dout / keep_prob * mask
