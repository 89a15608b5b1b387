"""One column at a time."""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    n, d = x.shape
    mean = np.empty(d)
    var = np.empty(d)
    for j in range(d):
        mu = sum(x[:, j]) / n
        s2 = sum((v - mu) ** 2 for v in x[:, j]) / n
        mean[j] = momentum * running_mean[j] + (1 - momentum) * mu
        var[j] = momentum * running_var[j] + (1 - momentum) * s2
    return mean, var
