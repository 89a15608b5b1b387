"""Gauss elimination with pivots, by hand."""

import numpy as np


def newton_step(w, grad, hessian):
    a = np.column_stack([hessian, grad]).astype(float)
    n = len(w)
    for i in range(n):
        p = i + int(np.argmax(np.abs(a[i:, i])))
        a[[i, p]] = a[[p, i]]
        for j in range(i + 1, n):
            a[j] -= a[j, i] / a[i, i] * a[i]
    s = np.zeros(n)
    for i in reversed(range(n)):
        s[i] = (a[i, n] - a[i, i + 1 : n] @ s[i + 1 :]) / a[i, i]
    return w - s
