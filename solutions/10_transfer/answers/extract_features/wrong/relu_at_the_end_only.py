"""One ReLU at the end.

property: depth 2: the features before the head
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = x @ params[f"w{i}"] + params[f"b{i}"]
    return np.maximum(x, 0) if depth else x
