"""One row at a time."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    out = np.empty_like(x)
    cache = []
    for i, row in enumerate(x):
        mu = sum(row) / len(row)
        s = (sum((v - mu) ** 2 for v in row) / len(row) + eps) ** 0.5
        h = (row - mu) / s
        out[i] = gamma * h + beta
        cache.append((h, s, gamma))
    return out, cache


def layernorm_backward(dout, cache):
    dx, dgamma, dbeta = np.empty_like(dout), 0.0, 0.0
    for i, (h, s, gamma) in enumerate(cache):
        g = dout[i] * gamma
        dx[i] = (g - np.mean(g) - h * np.mean(g * h)) / s
        dgamma = dgamma + dout[i] * h
        dbeta = dbeta + dout[i]
    return dx, dgamma, dbeta
