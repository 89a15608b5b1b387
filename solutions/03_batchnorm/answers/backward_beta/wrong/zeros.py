"""Returns zeros.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return np.zeros(dout.shape[1])
