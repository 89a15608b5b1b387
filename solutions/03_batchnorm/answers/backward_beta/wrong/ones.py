"""Returns ones: the derivative of out, without the chain rule.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return np.ones(dout.shape[1])
