"""The bias has the size of the features.

property: the bias: a zero for each new class
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(h)}
