"""A peak of the loss on the way is taken for an explosion.

property: a loss that explodes: the learning rate is too high
cause: An epoch on the way
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    if not np.isfinite(train_loss).all() or train_loss.max() > 1.2 * train_loss[0]:
        return "lr too high"
    if train_loss[-1] > 0.9 * train_loss[0]:
        return "lr too low"
    if train_accuracy[-1] - val_accuracy[-1] > 0.1:
        return "overfit"
    return "ok" if val_accuracy[-1] > 0.75 else "underfit"
