"""Sorts the names as text: w10 before w2.

property: a deep net, its layers by number
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    weights = sorted(n for n in params if n.startswith("w"))
    for n in weights[:depth]:
        x = np.maximum(x @ params[n] + params["b" + n[1:]], 0)
    return x
