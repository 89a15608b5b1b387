"""The loop's number is taken as it is, from 0.

property: depth 1: one affine layer, then ReLU
cause: numbered from 1
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(depth):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
