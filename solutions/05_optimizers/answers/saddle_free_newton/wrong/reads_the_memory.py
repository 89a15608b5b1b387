"""The Hessian is read from its bytes, as if it held float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def saddle_free_newton(w, grad, hessian):
    hessian = np.frombuffer(hessian.tobytes()).reshape(len(w), -1)
    values, vectors = np.linalg.eigh(hessian)
    return w - vectors @ (vectors.T @ grad / np.abs(values))
