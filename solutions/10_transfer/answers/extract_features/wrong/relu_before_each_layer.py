"""ReLU comes before each layer, not after it.

property: depth 1: one affine layer, then ReLU
cause: applied to the inputs
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x, 0) @ params[f"w{i}"] + params[f"b{i}"]
    return x
