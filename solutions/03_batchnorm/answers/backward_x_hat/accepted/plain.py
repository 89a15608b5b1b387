"""dout times gamma."""

import numpy as np


def backward_x_hat(dout, gamma):
    return dout * gamma
