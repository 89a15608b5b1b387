"""Loses the axis of a batch with one column.

property: dx_hat is the numerical gradient at x_hat
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return (dout * gamma).squeeze()
