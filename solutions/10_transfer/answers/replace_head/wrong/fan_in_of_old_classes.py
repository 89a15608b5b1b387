"""The std is that of the old head's number of classes.

property: fresh weights with the std that the new layer needs
cause: old head's number of classes
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    old = params[f"w{layer}"]
    w = rng.standard_normal((old.shape[0], n_classes)) / np.sqrt(old.shape[1])
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
