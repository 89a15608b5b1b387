"""Loses the axis of a batch with one column.

property: dbeta is the numerical gradient at beta
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return np.sum(dout, axis=0, keepdims=True).squeeze()
