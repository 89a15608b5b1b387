"""Passes layer 1 only.

property: depth 2: the features before the head
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    if depth:
        x = np.maximum(x @ params["w1"] + params["b1"], 0)
    return x
