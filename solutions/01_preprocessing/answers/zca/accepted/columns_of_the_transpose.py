"""Works on columns."""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    u = components.T
    return (u / np.sqrt(variances + eps) @ u.T @ (x - mean).T).T
