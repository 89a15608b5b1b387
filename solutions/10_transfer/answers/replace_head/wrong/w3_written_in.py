"""The name w3 is written in.

property: a head for the new classes on the old body
cause: make the two names
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params["w3"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, "w3": w, "b3": np.zeros(n_classes)}
