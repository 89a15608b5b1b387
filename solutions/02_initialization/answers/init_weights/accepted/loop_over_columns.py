"""One unit at a time."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    gains = {"xavier": 1.0, "he": 2.0}
    w = np.empty((fan_in, fan_out))
    for unit in range(fan_out):
        column = rng.normal(size=fan_in)
        w[:, unit] = (
            column * 0.01 if scheme == "small" else column * np.sqrt(gains[scheme] / fan_in)
        )
    return w
