"""Only eigenvalues that are not above zero count as zero; tiny positive ones give a huge ratio."""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    if lam.min() <= 0:
        return np.inf
    return lam.max() / lam.min()
