"""Overfit where validation is above training.

property: a gap between training and validation: overfit
cause: the gap has a sign
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    if not np.isfinite(train_loss[-1]) or train_loss[-1] > 2 * train_loss[0]:
        return "lr too high"
    if train_loss[-1] > 0.9 * train_loss[0]:
        return "lr too low"
    if val_accuracy[-1] - train_accuracy[-1] > 0.1:
        return "overfit"
    return "ok" if train_accuracy[-1] > 0.75 else "underfit"
