"""The body is copied in the order in which it lies in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    new = {name: a.ravel(order="K").reshape(a.shape) for name, a in params.items()}
    h = len(params[f"w{layer}"])
    new[f"w{layer}"] = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    new[f"b{layer}"] = np.zeros(n_classes)
    return new
