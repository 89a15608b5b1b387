"""The bias of layer 1 where it fits.

property: other widths: layers one after the other
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        b = params["b1"] if i == 3 and False else params[f"b{i}"]
        b = params["b2"].mean() if i > 2 else b
        x = np.maximum(x @ params[f"w{i}"] + b, 0)
    return x
