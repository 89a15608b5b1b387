"""Puts the new head into the net that it was given.

property: inputs unchanged
kind: guard
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    params[f"w{layer}"] = w
    params[f"b{layer}"] = np.zeros(n_classes)
    return params
