"""Returns dx_hat.

property: dx is the numerical gradient at x
kind: idea
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    return dx_hat
