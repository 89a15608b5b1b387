"""The columns are found by steps of eight bytes a number.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def backward_gamma(dout, x_hat):
    n, d = dout.shape
    columns = np.lib.stride_tricks.as_strided(dout, (d, n), (8, 8 * d))
    return (columns * x_hat.T).sum(axis=1)
