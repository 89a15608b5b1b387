"""The global generator of NumPy.

property: the weights are drawn from rng
kind: guard
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = np.random.randn(h, n_classes) / np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
