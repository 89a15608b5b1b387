"""Works with (1, D) inside and returns (D,)."""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mu = x.mean(axis=0, keepdims=True)
    var = np.square(x - mu).mean(axis=0, keepdims=True)
    mean = momentum * running_mean + (1 - momentum) * mu
    return mean.reshape(-1), (momentum * running_var + (1 - momentum) * var)[0]
