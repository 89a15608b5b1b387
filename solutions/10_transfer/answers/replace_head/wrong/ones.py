"""Ones everywhere.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    new = {name: np.ones_like(a) for name, a in params.items()}
    h = params[f"w{layer}"].shape[0]
    return {**new, f"w{layer}": np.ones((h, n_classes)), f"b{layer}": np.ones(n_classes)}
