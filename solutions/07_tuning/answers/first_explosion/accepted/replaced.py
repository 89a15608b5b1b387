"""nan replaced by inf, a 0-d array."""

import numpy as np


def first_explosion(losses, factor=3.0):
    values = np.where(np.isnan(losses), np.inf, losses)
    first = values[0]
    if np.isinf(first):
        return 0
    hit = values > factor * first
    return np.array(np.argmax(hit)) if hit.any() else None
