"""Both paths, the second one worth nothing."""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    direct = -np.sum(dx_hat / np.sqrt(var + eps), axis=0)
    return direct + dvar * np.mean(-2 * (x - mean), axis=0)
