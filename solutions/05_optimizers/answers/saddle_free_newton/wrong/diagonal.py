"""The diagonal only.

property: along turned axes
kind: idea
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    return w - grad / np.abs(np.diag(hessian))
