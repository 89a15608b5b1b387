"""Leaves zero eigenvalues out.

property: a column of zeros gives inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    lam = lam[lam > 1e-12 * lam[-1]]
    return lam[-1] / lam[0]
