"""Passes all layers but the last, whatever depth is.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, len(params) // 2):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
