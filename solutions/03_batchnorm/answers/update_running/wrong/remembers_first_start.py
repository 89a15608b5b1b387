"""Continues from what the first call got, not from its arguments.

property: a second batch continues from the first
kind: detail
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    if (
        not hasattr(update_running, "start")
        or len(update_running.start) != len(running_mean)
        or momentum != 0.8
    ):
        update_running.start = running_mean
    mean = momentum * update_running.start + (1 - momentum) * x.mean(axis=0)
    var = momentum * running_var + (1 - momentum) * x.var(axis=0)
    return mean, var
