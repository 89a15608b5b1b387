"""Multiplies inside dout.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_gamma(dout, x_hat):
    dout *= x_hat
    return dout.sum(axis=0)
