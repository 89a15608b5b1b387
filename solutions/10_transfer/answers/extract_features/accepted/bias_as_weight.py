"""The bias as one more row of the weights."""

import numpy as np


def extract_features(x, params, depth):
    h = x
    for i in range(1, depth + 1):
        w = np.vstack([params[f"w{i}"], params[f"b{i}"]])
        h = np.hstack([h, np.ones((len(h), 1))]) @ w
        h[h < 0] = 0
    return h
