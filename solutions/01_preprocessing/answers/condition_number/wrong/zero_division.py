"""Python divides by zero.

property: a column of zeros gives inf
kind: detail
"""

import numpy as np


def condition_number(x):
    lam = [float(v) for v in np.linalg.eigvalsh(x.T @ x / len(x))]
    return max(lam) / min(lam)
