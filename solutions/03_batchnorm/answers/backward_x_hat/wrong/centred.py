"""Subtracts the mean over the batch, a step too early.

property: each column is multiplied by its gamma
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    g = dout * gamma
    return g - g.mean(axis=0)
