"""Rules that exclude each other in another order."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    finite = np.isfinite(train_loss).all()
    if finite and 0.92 * first < last < 1.5 * first:
        return "lr too low"
    if not finite or last >= 1.5 * first:
        return "lr too high"
    if train_accuracy[-1] > val_accuracy[-1] + 0.1:
        return "overfit"
    return "ok" if val_accuracy[-1] > 0.7 else "underfit"
