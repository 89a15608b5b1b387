"""Squeezes a batch of one row.

property: other widths: layers one after the other
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return np.squeeze(x)
