"""A row of ones times dout."""

import numpy as np


def backward_beta(dout):
    return np.ones(len(dout)) @ dout
