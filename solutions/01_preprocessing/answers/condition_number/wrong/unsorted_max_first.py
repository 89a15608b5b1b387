"""Takes the first eigenvalue for the largest and the last for the smallest.

property: tilted valleys of several shapes
kind: idea
"""

import numpy as np


def condition_number(x):
    lam = np.abs(np.linalg.eigvals(x.T @ x / len(x)))
    lam = lam[::-1] if lam[0] < lam[1:2].max(initial=0) else lam
    return np.inf if lam.min() <= 1e-14 * lam.max() else lam[0] / lam[-1]
