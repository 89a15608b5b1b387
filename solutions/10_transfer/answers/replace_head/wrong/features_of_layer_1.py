"""Takes the number of features from layer 1.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params["w1"].shape[1]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
