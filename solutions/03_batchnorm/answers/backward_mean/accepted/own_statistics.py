"""Computes mean and variance again."""

import numpy as np


def backward_mean(dx_hat, dvar, x, mean, var, eps):
    s2 = x.var(axis=0)
    return -dx_hat.sum(axis=0) / np.sqrt(s2 + eps)
