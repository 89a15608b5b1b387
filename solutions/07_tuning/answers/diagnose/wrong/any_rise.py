"""Any rise from one epoch to the next.

property: a loss that explodes: the learning rate is too high
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if not np.isfinite(last) or np.any(np.diff(train_loss) > 0):
        return "lr too high"
    if last > 0.95 * first:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    if train_accuracy[-1] < 0.75:
        return "underfit"
    return "ok"
