"""`** -1 / 2` is half of the inverse, not the inverse root.

property: dx is the numerical gradient at x
kind: idea
"""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n = len(x)
    return dx_hat * (var + eps) ** -1 / 2 + dvar * 2 * (x - mean) / n + dmean / n
