"""A high training accuracy is called ok before the gap is looked at.

property: a gap between training and validation: overfit
cause: no proof
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    if not np.isfinite(train_loss[-1]) or train_loss[-1] > 2 * train_loss[0]:
        return "lr too high"
    if train_loss[-1] > 0.9 * train_loss[0]:
        return "lr too low"
    if train_accuracy[-1] > 0.75:
        return "ok"
    return "overfit" if train_accuracy[-1] - val_accuracy[-1] > 0.1 else "underfit"
