"""Takes the layers out of the dictionary.

property: inputs unchanged
kind: guard
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x @ params.pop(f"w{i}") + params.pop(f"b{i}"), 0)
    return x
