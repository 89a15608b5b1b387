"""1 / hessian instead of the inverse matrix.

property: a quadratic bowl: one step to the bottom
kind: idea
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - (1 / hessian) @ grad
