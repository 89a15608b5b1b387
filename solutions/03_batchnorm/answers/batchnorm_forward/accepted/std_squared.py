"""From np.std, squared again for eps."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    sigma = np.std(x, axis=0)
    x_hat = (x - np.mean(x, axis=0)) / np.sqrt(sigma**2 + eps)
    out = beta + x_hat * gamma
    cache = [x_hat, sigma, gamma, beta, eps]
    return (out, cache)
