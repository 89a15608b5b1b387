"""The sigmoid from tanh, SiLU as a function of its own."""

import numpy as np


def silu(z):
    return z * (0.5 + 0.5 * np.tanh(z / 2))


def swiglu_forward(x, w, v):
    return silu(x @ w) * (x @ v), (x, w, v)


def swiglu_backward(dout, cache):
    x, w, v = cache
    z, value = x @ w, x @ v
    s = 0.5 + 0.5 * np.tanh(z / 2)
    dgate, dvalue = dout * value, dout * silu(z)
    dz = dgate * s * (1 + z * (1 - s))
    return dz @ w.T + dvalue @ v.T, x.T @ dz, x.T @ dvalue
