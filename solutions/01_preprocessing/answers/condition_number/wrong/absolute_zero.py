"""Everything below 1e-12 counts as 0, whatever the table holds.

property: large is not infinite
kind: detail
"""

import numpy as np


def condition_number(x):
    e = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if e[0] < 1e-12 else e[-1] / e[0]
