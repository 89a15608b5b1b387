"""A fall of less than 0.1 is a flat loss, wherever the loss starts.

property: a loss that hardly moves: the learning rate is too low
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    first, last = train_loss[0], train_loss[-1]
    if not np.isfinite(last) or last > 2 * first:
        return "lr too high"
    if first - last < 0.1:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    return "ok" if val_accuracy[-1] > 0.75 else "underfit"
