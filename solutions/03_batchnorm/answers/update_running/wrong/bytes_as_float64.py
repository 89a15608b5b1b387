"""The bytes of the batch are taken for numbers of float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    x = np.frombuffer(x.tobytes(), dtype=np.float64).reshape(x.shape)
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    return mean, momentum * running_var + (1 - momentum) * x.var(axis=0)
