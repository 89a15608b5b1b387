"""Works on the transposed batch."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    xt = x.T
    mu = xt.mean(axis=1)[:, None]
    sq = np.square(xt - mu).mean(axis=1)[:, None]
    hat = (xt - mu) / np.sqrt(sq + eps)
    return (gamma[:, None] * hat + beta[:, None]).T, (hat.T, gamma)
