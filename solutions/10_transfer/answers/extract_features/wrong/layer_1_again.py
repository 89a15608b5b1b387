"""The weights of layer 1 for every layer that they fit.

property: a deep net, its layers by number
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        i = 1 if params["w1"].shape[0] == x.shape[1] else i
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x
