"""np.add.reduce keeps the dtype."""

import numpy as np


def backward_beta(dout):
    return np.add.reduce(dout, axis=0)
