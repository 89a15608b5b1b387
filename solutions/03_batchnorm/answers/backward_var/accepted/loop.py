"""One column at a time."""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    n, d = x.shape
    dvar = np.zeros(d)
    for j in range(d):
        for i in range(n):
            dvar[j] += dx_hat[i, j] * (x[i, j] - mean[j]) * -0.5 / (var[j] + eps) ** 1.5
    return dvar
