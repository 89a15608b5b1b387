"""A generator without a seed.

property: the weights are drawn from rng
kind: guard
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = np.random.default_rng().standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
