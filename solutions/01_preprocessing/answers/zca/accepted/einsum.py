"""einsum."""

import numpy as np


def zca(x, mean, components, variances, eps=1e-5):
    return np.einsum("nd,kd,k,kj->nj", x - mean, components, (variances + eps) ** -0.5, components)
