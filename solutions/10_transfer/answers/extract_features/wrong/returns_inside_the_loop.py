"""Returns inside the loop, after the first layer.

property: depth 2: the features before the head
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    if depth == 0:
        return x
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
        return x
