"""x_hat is clipped to -1..1.

property: each row counts with its x_hat
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return (dout * np.clip(x_hat, -1, 1)).sum(axis=0)
