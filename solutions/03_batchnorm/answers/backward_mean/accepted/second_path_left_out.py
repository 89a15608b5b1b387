"""The path through the variance is 0 and left out."""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    return -dx_hat.sum(axis=0) * (var + eps) ** -0.5
