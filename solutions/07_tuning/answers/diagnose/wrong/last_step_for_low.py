"""The last step of the loss decides about a rate too low.

property: a loss that explodes: the learning rate is too high
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    if not np.isfinite(train_loss[-1]) or train_loss[-1] > 2 * train_loss[0]:
        return "lr too high"
    if abs(train_loss[-1] - train_loss[-2]) < 0.01 * train_loss[0]:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    return "ok" if val_accuracy[-1] > 0.75 else "underfit"
