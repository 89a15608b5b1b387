"""The cache is a dictionary of what the closed form needs."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centred = x - np.mean(x, axis=0)
    inv = (np.mean(centred**2, axis=0) + eps) ** -0.5
    cache = {"h": centred * inv, "inv": inv, "gamma": gamma}
    return cache["h"] * gamma + beta, cache


def batchnorm_backward_fused(dout, cache):
    inv, h = cache["inv"], cache["h"]
    n = len(h)
    dx = cache["gamma"] * inv / n * (n * dout - np.sum(dout, 0) - h * np.sum(dout * h, 0))
    return dx, np.sum(dout * h, 0), np.sum(dout, 0)
