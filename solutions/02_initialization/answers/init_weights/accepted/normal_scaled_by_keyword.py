"""rng.normal with keywords, the std through a variance."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    variance = {"small": 0.0001, "xavier": 1 / fan_in, "he": 2 / fan_in}[scheme]
    return rng.normal(loc=0.0, scale=variance**0.5, size=(fan_in, fan_out))
