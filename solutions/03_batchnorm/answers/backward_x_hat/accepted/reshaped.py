"""gamma as a row."""

import numpy as np


def backward_x_hat(dout, gamma):
    return gamma.reshape(1, -1) * dout
