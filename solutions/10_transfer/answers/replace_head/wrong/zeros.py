"""Zeros everywhere.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    new = {name: np.zeros_like(a) for name, a in params.items()}
    h = params[f"w{layer}"].shape[0]
    return {**new, f"w{layer}": np.zeros((h, n_classes)), f"b{layer}": np.zeros(n_classes)}
