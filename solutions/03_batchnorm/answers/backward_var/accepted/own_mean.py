"""Computes mean and variance again."""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    mu = x.mean(axis=0)
    s2 = ((x - mu) ** 2).mean(axis=0) + eps
    return -0.5 * (dx_hat * (x - mu)).sum(axis=0) / (s2 * np.sqrt(s2))
