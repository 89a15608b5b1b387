"""Added in float32."""

import numpy as np


def mc_dropout(predict, x, n_masks, rng):
    total = predict(x, rng).astype(np.float32)
    for _ in range(1, n_masks):
        total += predict(x, rng).astype(np.float32)
    return total / np.float32(n_masks)
