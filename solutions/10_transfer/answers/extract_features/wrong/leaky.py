"""A leaky ReLU.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        z = x @ params[f"w{i}"] + params[f"b{i}"]
        x = np.where(z > 0, z, 0.01 * z)
    return x
