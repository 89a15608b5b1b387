"""The limits of the text, the last case is underfit."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    change = train_loss[-1] / train_loss[0]
    if not np.isfinite(change) or change > 10:
        return "lr too high"
    if change > 0.99:
        return "lr too low"
    gap = abs(train_accuracy[-1] - val_accuracy[-1])
    if gap <= 0.02 + 1e-9 and min(train_accuracy[-1], val_accuracy[-1]) >= 0.94:
        return "ok"
    return "overfit" if gap >= 0.25 else "underfit"
