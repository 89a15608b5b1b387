"""A multiple of the identity is added.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.solve(hessian + 0.01 * np.eye(len(w)), grad)
