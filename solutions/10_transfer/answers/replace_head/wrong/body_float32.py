"""Rounds the body to float32.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    body = {name: a.astype(np.float32) for name, a in params.items()}
    return {**body, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
