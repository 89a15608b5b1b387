"""Writes into arrays of its own."""

import numpy as np


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = x @ params[f"w{i}"]
        x += params[f"b{i}"]
        x[x < 0] = 0
    return x
