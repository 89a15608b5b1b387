"""Thresholds near the other side."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if not np.isfinite(last) or last > 1.2 * first:
        return "lr too high"
    if first - last < 0.3 * first:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.04:
        return "overfit"
    if max(train_accuracy[-1], val_accuracy[-1]) < 0.9:
        return "underfit"
    return "ok"
