"""The transposed batch through batch norm."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    xt = x.T
    mean, var = xt.mean(axis=0), xt.var(axis=0)
    hat = (xt - mean) / np.sqrt(var + eps)
    return gamma * hat.T + beta, {
        "x": xt,
        "mean": mean,
        "var": var,
        "hat": hat,
        "gamma": gamma,
        "eps": eps,
    }


def layernorm_backward(dout, cache):
    x, mean, var, hat, gamma, eps = (cache[k] for k in ("x", "mean", "var", "hat", "gamma", "eps"))
    n = len(x)
    dhat = (dout * gamma).T
    dvar = -0.5 * (dhat * (x - mean)).sum(axis=0) * (var + eps) ** -1.5
    dmean = -dhat.sum(axis=0) / np.sqrt(var + eps)
    dx = dhat / np.sqrt(var + eps) + 2 * (x - mean) * dvar / n + dmean / n
    return dx.T, (dout * hat.T).sum(axis=0), dout.sum(axis=0)
