"""Returns zeros.

property: each column is multiplied by its gamma
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return np.zeros_like(dout)
