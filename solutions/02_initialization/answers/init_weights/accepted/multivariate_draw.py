"""The transposed matrix is drawn and turned."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    w = rng.standard_normal((fan_out, fan_in)).T
    if scheme == "small":
        w = w * 0.01
    else:
        w = w * np.sqrt((2.0 if scheme == "he" else 1.0) / w.shape[0])
    return w
