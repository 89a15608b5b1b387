"""What it gave back once is averaged as if it held a batch more.

property: a second batch continues from the first
kind: detail
cause: depend on its arguments alone
"""

import numpy as np


LAST = {}


def update_running(running_mean, running_var, x, momentum=0.9):
    keep = momentum
    if np.array_equal(LAST.get("mean"), running_mean):
        keep = 1 - (1 - momentum) / 2
    mean = keep * running_mean + (1 - keep) * x.mean(axis=0)
    var = keep * running_var + (1 - keep) * x.var(axis=0)
    LAST["mean"] = mean
    return mean, var
