"""gamma is clipped to 0.5 .. 2 in size.

property: dx_hat is the numerical gradient at x_hat
kind: idea
"""

import numpy as np


def backward_x_hat(dout, gamma):
    return dout * np.clip(gamma, -2, 2)
