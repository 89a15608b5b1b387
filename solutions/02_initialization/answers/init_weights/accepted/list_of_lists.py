"""One number at a time."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    s = dict(small=0.01, xavier=fan_in**-0.5, he=(fan_in / 2) ** -0.5)[scheme]
    return np.array([[rng.normal(0, s) for _ in range(fan_out)] for _ in range(fan_in)])
