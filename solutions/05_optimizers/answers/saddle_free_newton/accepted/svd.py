"""The singular values of a symmetric matrix are the sizes."""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    _, sizes, vt = np.linalg.svd(hessian)
    return w - vt.T @ ((vt @ grad) / sizes)
