"""Takes the layers in the order of the dictionary.

property: a deep net, its layers by number
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    weights = [w for n, w in params.items() if n.startswith("w")]
    biases = [b for n, b in params.items() if n.startswith("b")]
    for w, b in zip(weights[:depth], biases):
        x = np.maximum(x @ w + b, 0)
    return x
