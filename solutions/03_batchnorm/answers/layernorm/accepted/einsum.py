"""Sums by einsum."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    d = x.shape[1]
    c = x - np.einsum("nd->n", x)[:, None] / d
    inv = (np.einsum("nd,nd->n", c, c) / d + eps) ** -0.5
    h = np.einsum("nd,n->nd", c, inv)
    return h * gamma + beta, (h, inv, gamma)


def layernorm_backward(dout, cache):
    h, inv, gamma = cache
    d = h.shape[1]
    g = dout * gamma
    inner = g - np.einsum("nd->n", g)[:, None] / d - h * np.einsum("nd,nd->n", g, h)[:, None] / d
    return inner * inv[:, None], np.einsum("nd,nd->d", dout, h), np.einsum("nd->d", dout)
