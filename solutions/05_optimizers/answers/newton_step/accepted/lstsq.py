"""Least squares."""

import numpy as np


def newton_step(w, grad, hessian):
    return w - np.linalg.lstsq(hessian, grad, rcond=None)[0]
