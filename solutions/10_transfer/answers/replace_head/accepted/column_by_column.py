"""One column a class."""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    h = params[f"w{layer}"].shape[0]
    columns = [rng.standard_normal(h) / np.sqrt(h) for _ in range(n_classes)]
    w = np.stack(columns, axis=1)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}
