"""Shape (1, N, D).

property: each column is multiplied by its gamma
kind: convention
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return (dout * gamma)[None]
