"""Sums over the batch.

property: each column is multiplied by its gamma
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return (dout * gamma).sum(axis=0)
