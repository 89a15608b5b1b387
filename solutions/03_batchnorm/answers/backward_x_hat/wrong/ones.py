"""Returns ones.

property: each column is multiplied by its gamma
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return np.ones_like(dout)
