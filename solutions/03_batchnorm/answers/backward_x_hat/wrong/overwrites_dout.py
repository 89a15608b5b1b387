"""Multiplies in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_x_hat(dout, gamma):
    dout *= gamma
    return dout
