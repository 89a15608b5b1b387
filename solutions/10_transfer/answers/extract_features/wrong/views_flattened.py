"""Reads the weights as they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        w = params[f"w{i}"]
        if not w.flags.c_contiguous:
            w = np.zeros(w.shape)
        x = np.maximum(x @ w + params[f"b{i}"], 0)
    return x
