"""Loops."""

import numpy as np


def ensemble_variance(predictions):
    e, n, c = predictions.shape
    out = np.zeros(n)
    for i in range(n):
        mean = sum(predictions[k, i] for k in range(e)) / e
        for k in range(e):
            out[i] += np.dot(predictions[k, i] - mean, predictions[k, i] - mean) / e
    return out
