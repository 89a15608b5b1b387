"""Returns the outputs of all layers.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    outputs = [x]
    for i in range(1, depth + 1):
        outputs.append(np.maximum(outputs[-1] @ params[f"w{i}"] + params[f"b{i}"], 0))
    return outputs
