"""A relative change, nested branches."""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    change = train_loss[-1] / train_loss[0] - 1
    if not change < 1:
        return "lr too high"
    if change > -0.1:
        return "lr too low"
    gap = train_accuracy[-1] - val_accuracy[-1]
    if gap > 0.15:
        answer = "overfit"
    elif val_accuracy[-1] > 0.8:
        answer = "ok"
    else:
        answer = "underfit"
    return answer
