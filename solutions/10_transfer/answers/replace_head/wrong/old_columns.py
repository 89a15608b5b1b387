"""Old columns serve the new classes.

property: fresh weights with the std that the new layer needs
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    w, b = params[f"w{layer}"], params[f"b{layer}"]
    keep = [i % w.shape[1] for i in range(n_classes)]
    return {**params, f"w{layer}": w[:, keep], f"b{layer}": b[keep]}
