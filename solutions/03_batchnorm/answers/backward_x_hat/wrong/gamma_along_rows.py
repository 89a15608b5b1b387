"""gamma runs along the rows, repeated.

property: each column is multiplied by its gamma
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return dout * np.resize(gamma, len(dout))[:, None]
