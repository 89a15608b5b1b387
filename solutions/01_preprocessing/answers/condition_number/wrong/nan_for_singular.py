"""Returns nan for a singular table.

property: a column of zeros gives inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.nan if lam[0] <= 1e-14 * lam[-1] else lam[-1] / lam[0]
