"""Takes the last name of the alphabet for the head.

property: a deep net: the layer with that number
kind: detail
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    name = max(n for n in params if n.startswith("w"))
    h = params[name].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    return {**params, name: w, "b" + name[1:]: np.zeros(n_classes)}
