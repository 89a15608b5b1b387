"""The gap at the start.

property: a gap between training and validation: overfit
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if not np.isfinite(last) or last > 2 * first:
        return "lr too high"
    if last > 0.95 * first:
        return "lr too low"
    if train_accuracy[0] - val_accuracy[0] > 0.1:
        return "overfit"
    if train_accuracy[-1] < 0.75:
        return "underfit"
    return "ok"
