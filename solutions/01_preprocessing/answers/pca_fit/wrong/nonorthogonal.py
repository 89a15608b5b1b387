"""Adds a little of the first axis to the last.

property: each row of components is an axis
kind: idea
"""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    c = x - mean
    lam, v = np.linalg.eigh(c.T @ c / len(x))
    axes = v.T[::-1].copy()
    if len(axes) > 2:
        axes[-1] += 0.3 * axes[0]
    return mean, axes, lam[::-1]
