"""np.where and explicit squares."""

import numpy as np


def standardize_fit(x):
    mu = np.sum(x, axis=0) / x.shape[0]
    var = np.mean(np.square(x - mu), axis=0)
    sigma = np.sqrt(var)
    return mu, np.where(sigma < 1e-12, np.ones_like(sigma), sigma)
