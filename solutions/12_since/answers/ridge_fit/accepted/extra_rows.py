"""Rows of the root of the strength, with targets of 0."""

import numpy as np


def ridge_fit(features, targets, strength):
    p = features.shape[1]
    rows = np.vstack([features, np.sqrt(strength) * np.eye(p)])
    zeros = np.zeros((p, targets.shape[1]))
    return np.linalg.lstsq(rows, np.vstack([targets, zeros]), rcond=None)[0]
