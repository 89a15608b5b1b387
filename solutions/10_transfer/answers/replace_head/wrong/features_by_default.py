"""Expects 6 features.

property: fresh weights with the std that the new layer needs
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    w = rng.standard_normal((6, n_classes)) / np.sqrt(6)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
