"""One column at a time."""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    n, d = x.shape
    dmean = np.zeros(d)
    for j in range(d):
        for i in range(n):
            dmean[j] -= dx_hat[i, j] / (var[j] + eps) ** 0.5
            dmean[j] -= dvar[j] * 2 * (x[i, j] - mean[j]) / n
    return dmean
