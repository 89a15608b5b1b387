"""Other distributions with the same chance of success."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    dropped = rng.geometric(keep_prob, x.shape) > 1
    return np.where(dropped, 0, x) / keep_prob, (dropped, keep_prob)


def dropout_backward(dout, cache):
    return np.where(cache[0], 0, dout) / cache[1]
