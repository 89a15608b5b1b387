"""Loses the axis of a batch with one column.

property: dgamma is the numerical gradient at gamma
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return np.sum(dout * x_hat, axis=0, keepdims=True).squeeze()
