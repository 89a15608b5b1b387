"""Takes depth 0 for all layers.

property: depth 0: the inputs themselves
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, (depth or len(params) // 2 - 1) + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
