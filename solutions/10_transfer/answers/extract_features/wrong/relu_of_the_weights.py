"""ReLU is applied to the weights.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = x @ np.maximum(params[f"w{i}"], 0) + params[f"b{i}"]
    return x
