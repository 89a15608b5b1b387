"""Returns ones.

property: each row counts with its x_hat
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return np.ones(dout.shape[1])
