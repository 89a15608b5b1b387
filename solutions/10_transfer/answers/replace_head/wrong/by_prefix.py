"""Replaces all layers whose names begin so.

property: a deep net: the layer with that number
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    new = dict(params)
    for name in params:
        if f"w{layer}".startswith(name):
            h = params[name].shape[0]
            new[name] = rng.standard_normal((h, n_classes)) / np.sqrt(h)
            new["b" + name[1:]] = np.zeros(n_classes)
    return new
