"""Replaces the last two arrays of the dictionary.

property: a deep net: the layer with that number
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    w_name, b_name = list(params)[-2:]
    h = params[w_name].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, w_name: w, b_name: np.zeros(n_classes)}
