"""Moves 1 - momentum of the way to the batch."""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    step = 1.0 - momentum
    return running_mean + step * (np.mean(x, 0) - running_mean), running_var + step * (
        np.var(x, 0) - running_var
    )
