"""Sets the biases of the body to 0 as well.

property: a head for the new classes on the old body
kind: idea
"""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((h, n_classes)) / np.sqrt(h)
    new = {n: np.zeros_like(a) if n.startswith("b") else a for n, a in params.items()}
    return {**new, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
