"""tanh in place of ReLU.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.tanh(x @ params[f"w{i}"] + params[f"b{i}"])
    return x
