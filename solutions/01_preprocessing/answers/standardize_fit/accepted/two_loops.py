"""Loops over features and rows."""

import numpy as np


def standardize_fit(x):
    n, d = x.shape
    mean, std = np.zeros(d), np.ones(d)
    for j in range(d):
        total = 0.0
        for i in range(n):
            total += x[i, j]
        mean[j] = total / n
        squares = 0.0
        for i in range(n):
            squares += (x[i, j] - mean[j]) ** 2
        if squares > 0:
            std[j] = (squares / n) ** 0.5
    return mean, std
