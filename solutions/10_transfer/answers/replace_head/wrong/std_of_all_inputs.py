"""The std is that of the number of entries of the head.

property: fresh weights with the std that the new layer needs
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = len(params[f"w{layer}"])
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h * n_classes)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
