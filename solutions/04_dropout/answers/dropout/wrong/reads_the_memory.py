"""The entries of dout are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""


def dropout_forward(x, keep_prob, rng):
    mask = (rng.random(x.shape) < keep_prob) / keep_prob
    return x * mask, mask


def dropout_backward(dout, cache):
    return dout.ravel(order="K").reshape(dout.shape) * cache
