"""By einsum."""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -np.einsum("nd,d->d", dx_hat, 1 / np.sqrt(var + eps))
