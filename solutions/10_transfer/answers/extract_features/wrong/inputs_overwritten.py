"""Subtracts the mean of the inputs in place and adds it again.

property: inputs unchanged
kind: guard
"""

import numpy as np


def extract_features(x, params, depth):
    shift = np.ones(x.shape[1])
    x -= shift
    h = x + shift
    for i in range(1, depth + 1):
        h = np.maximum(h @ params[f"w{i}"] + params[f"b{i}"], 0)
    return h
