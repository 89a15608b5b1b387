"""At depth 0 negative inputs become 0.

property: depth 0: the inputs themselves
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    if depth == 0:
        return np.maximum(x, 0)
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
