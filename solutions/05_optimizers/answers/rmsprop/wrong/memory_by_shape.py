"""The means live in a dictionary outside, by shape.

property: a constant gradient: steps 1 / sqrt(1 - decay**n)
kind: idea
"""

import numpy as np

means = {}


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = means.get(w.shape, np.zeros_like(w))
    mean = decay * mean + (1 - decay) * dw**2
    means[w.shape] = mean
    return w - lr * dw / (np.sqrt(mean) + eps), mean
