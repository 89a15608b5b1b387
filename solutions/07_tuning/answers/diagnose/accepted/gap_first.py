"""The gap before all else: a net that explodes and guesses has none."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if train_accuracy[-1] - val_accuracy[-1] > 0.03:
        return "overfit"
    if not np.isfinite(last) or last > 3 * first:
        return "lr too high"
    if last > 0.95 * first:
        return "lr too low"
    if train_accuracy[-1] < 0.75:
        return "underfit"
    return "ok"
