"""Every scheme gives 0.01.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    return 0.01 * rng.standard_normal((fan_in, fan_out))
