"""The factor 1/N drops out of the ratio."""

import numpy as np


def condition_number(x):
    lam = np.sort(np.linalg.eigvals(x.T @ x).real)
    small, big = lam[0], lam[-1]
    return big / small if small > big * 1e-15 * len(lam) else np.inf
