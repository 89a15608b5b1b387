"""Has no result at depth 0.

property: depth 0: the inputs themselves
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    h = x
    for i in range(1, depth + 1):
        out = np.maximum(h @ params[f"w{i}"] + params[f"b{i}"], 0)
        h = out
    return out
