"""float32 weights from the start."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    w = rng.standard_normal((fan_in, fan_out), dtype=np.float32)
    w *= np.float32(std)
    return w
