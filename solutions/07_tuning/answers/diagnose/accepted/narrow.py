"""Thresholds near one side."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if np.isnan(last) or np.isinf(last) or last > 3 * first:
        return "lr too high"
    if last > 0.98 * first:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.2:
        return "overfit"
    if val_accuracy[-1] < 0.6:
        return "underfit"
    return "ok"
