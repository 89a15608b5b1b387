"""Indexing on copies."""

import numpy as np


def dropout_forward(x, keep_prob, rng):
    drop = rng.uniform(size=x.shape) >= keep_prob
    out = x / keep_prob
    out[drop] = 0
    return out, (drop, keep_prob)


def dropout_backward(dout, cache):
    drop, keep_prob = cache
    dx = dout / keep_prob
    dx[drop] = 0
    return dx
