"""Clears the old bias in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    params[f"b{layer}"][:] = 0
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
