"""Makes the name of one digit.

property: a deep net, its layers by number
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i % 10 or 1}"] + params[f"b{i % 10 or 1}"], 0)
    return x
