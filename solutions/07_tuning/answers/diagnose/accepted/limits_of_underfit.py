"""The limits of the text, the last case is ok."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    change = train_loss[-1] / train_loss[0]
    if not np.isfinite(change) or change > 10:
        return "lr too high"
    if change > 0.99:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] >= 0.25:
        return "overfit"
    if train_accuracy[-1] <= 0.5 and val_accuracy[-1] <= 0.5:
        return "underfit"
    return "ok"
