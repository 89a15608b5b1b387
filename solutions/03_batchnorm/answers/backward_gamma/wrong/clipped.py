"""x_hat is clipped to -1..1.

property: dgamma is the numerical gradient at gamma
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return (dout * np.clip(x_hat, -1, 1)).sum(axis=0)
