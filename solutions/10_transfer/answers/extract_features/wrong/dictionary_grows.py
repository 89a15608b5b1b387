"""Stores the activations in params.

property: inputs unchanged
kind: guard
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
        params[f"a{i}"] = x
    return x
