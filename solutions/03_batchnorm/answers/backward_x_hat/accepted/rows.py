"""A list of rows."""

import numpy as np


def backward_x_hat(dout, gamma):
    return np.array([g * gamma for g in dout])
