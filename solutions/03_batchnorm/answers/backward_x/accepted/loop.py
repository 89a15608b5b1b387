"""One entry at a time."""

import numpy as np


def backward_x(dx_hat, dvar, dmean, x, mean, var, eps):
    n, d = x.shape
    dx = np.zeros((n, d))
    for i in range(n):
        for j in range(d):
            dx[i, j] = (
                dx_hat[i, j] * (var[j] + eps) ** -0.5
                + dvar[j] * 2 / n * (x[i, j] - mean[j])
                + dmean[j] / n
            )
    return dx
