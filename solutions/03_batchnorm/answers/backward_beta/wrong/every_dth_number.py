"""A column is taken for every D-th number in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_beta(dout):
    d = dout.shape[1]
    numbers = dout.ravel(order="K")
    return np.array([numbers[j::d].sum() for j in range(d)])
