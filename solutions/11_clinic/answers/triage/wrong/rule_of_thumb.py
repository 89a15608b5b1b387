"""Loss and accuracies alone.

property: the first suspect is right in 53%
"""

import numpy as np


def triage(run):
    loss, train, val = run["loss"], run["train_accuracy"][-1], run["val_accuracy"][-1]
    if not np.isfinite(loss).all() or loss[:20].max() > 3 * loss[0]:
        return ["rate too high"]
    if train < 0.4:
        return ["rate too low"]
    if train < 0.8:
        return ["softmax twice"]
    return ["leak" if val > 0.82 else "healthy"]
