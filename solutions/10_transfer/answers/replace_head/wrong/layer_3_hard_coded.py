"""Replaces layer 3, or 2 in a net of two.

property: a deep net: the layer with that number
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    layer = 3 if "w3" in params else 2
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
