"""Every layer gets the pixels.

property: depth 2: the features before the head
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    out = x
    for i in range(1, depth + 1):
        if params[f"w{i}"].shape[0] == x.shape[1]:
            out = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return out
