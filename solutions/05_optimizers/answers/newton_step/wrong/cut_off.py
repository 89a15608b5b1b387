"""Small eigenvalues are cut off.

property: a badly conditioned bowl is solved to rounding
kind: detail
"""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.lstsq(hessian, grad, rcond=1e-6)[0]
