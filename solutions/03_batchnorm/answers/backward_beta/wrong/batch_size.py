"""Returns N: the sum without dout.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return np.full(dout.shape[1], float(len(dout)))
