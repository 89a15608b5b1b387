"""Only the sign of x_hat counts.

property: each row counts with its x_hat
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return (dout * np.sign(x_hat)).sum(axis=0)
