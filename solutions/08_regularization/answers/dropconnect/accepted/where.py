"""np.where."""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    keep = rng.random(w.shape) < keep_prob
    return x @ np.where(keep, w / keep_prob, 0.0) + b, (x, w, keep, keep_prob)


def dropconnect_backward(dout, cache):
    x, w, keep, q = cache
    return dout @ np.where(keep, w / q, 0.0).T, np.where(keep, x.T @ dout / q, 0.0), dout.sum(0)
