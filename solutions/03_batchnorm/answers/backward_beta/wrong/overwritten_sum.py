"""The loop overwrites instead of adding.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    total = np.zeros(dout.shape[1])
    for row in dout:
        total = row
    return total
