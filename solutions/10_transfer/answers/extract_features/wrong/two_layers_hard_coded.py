"""Knows two layers.

property: other widths: layers one after the other
kind: detail
"""

import numpy as np


def extract_features(x, params, depth):
    if depth >= 1:
        x = np.maximum(x @ params["w1"] + params["b1"], 0)
    if depth >= 2:
        x = np.maximum(x @ params["w2"] + params["b2"], 0)
    return x
