"""The bytes of gamma are taken for numbers of float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return dout * np.frombuffer(gamma.tobytes(), dtype=np.float64)
