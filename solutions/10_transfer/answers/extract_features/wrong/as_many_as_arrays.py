"""The loop runs as often as there are arrays.

property: depth 1: one affine layer, then ReLU
cause: no layer of that number
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    features = [x]
    for i in range(1, len(params)):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
        features.append(x)
    return features[depth]
