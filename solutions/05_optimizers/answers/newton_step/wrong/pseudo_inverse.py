"""The pseudo-inverse.

property: a badly conditioned bowl is solved to rounding
kind: detail
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.pinv(hessian) @ grad
