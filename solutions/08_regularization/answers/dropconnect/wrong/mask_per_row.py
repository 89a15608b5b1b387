"""A mask for each row of x.

property: the layer: x @ (mask * w) + b, one mask for the batch
kind: idea
"""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    masks = [(rng.random(w.shape) < keep_prob) / keep_prob for _ in x]
    return np.stack([r @ (w * m) for r, m in zip(x, masks)]) + b, (x, w, masks[0])


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return dout @ (w * mask).T, (x.T @ dout) * mask, dout.sum(axis=0)
