"""Multiplied by the root of H.

property: fresh weights with the std that the new layer needs
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) * np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
