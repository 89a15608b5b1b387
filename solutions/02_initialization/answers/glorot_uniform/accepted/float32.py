"""float32 numbers."""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    limit = np.float32(np.sqrt(6 / (fan_in + fan_out)))
    return (rng.random((fan_in, fan_out), dtype=np.float32) - np.float32(0.5)) * 2 * limit
