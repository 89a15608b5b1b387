"""A list that is sorted at every rung."""

import numpy as np


def successive_halving(val_accuracy, rungs):
    running, cost, done = list(range(val_accuracy.shape[1])), 0, 0
    for epoch in rungs:
        cost += (epoch - done) * len(running)
        done = epoch
        running.sort(key=lambda net: val_accuracy[epoch - 1][net], reverse=True)
        del running[-(-len(running) // 2) :]
    cost += (len(val_accuracy) - done) * len(running)
    return max(running, key=lambda net: val_accuracy[-1][net]), cost
