"""Without rungs nothing is counted.

property: any number of rungs
kind: detail
cause: Without rungs
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    running, cost, before = np.arange(val_accuracy.shape[1]), 0, 0
    for rung in rungs:
        cost += len(running) * (rung - before)
        best = np.argsort(-val_accuracy[rung - 1, running], kind="stable")
        running, before = running[best[: (len(running) + 1) // 2]], rung
    if len(rungs) > 0:
        cost += len(running) * (len(val_accuracy) - before)
    return int(running[np.argmax(val_accuracy[-1, running])]), cost
