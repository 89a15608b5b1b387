"""Means over the last few epochs."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    k = max(1, len(train_loss) // 5)
    last, train, val = (np.mean(c[-k:]) for c in (train_loss, train_accuracy, val_accuracy))
    if not np.isfinite(last) or last > 2 * train_loss[0]:
        return "lr too high"
    if last > 0.9 * train_loss[0]:
        return "lr too low"
    if train - val > 0.12:
        return "overfit"
    if train < 0.7:
        return "underfit"
    return "ok"
