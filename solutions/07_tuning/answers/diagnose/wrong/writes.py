"""Replaces nan in the curve.

property: inputs unchanged
kind: guard
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    train_loss[~np.isfinite(train_loss)] = 1e9
    first, last = train_loss[0], train_loss[-1]
    if last > 2 * first or last > 1e8:
        return "lr too high"
    if last > 0.95 * first:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    if train_accuracy[-1] < 0.75:
        return "underfit"
    return "ok"
