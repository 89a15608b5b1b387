"""Averages the standard deviations, then squares.

property: the running variance keeps `momentum` of the old value
cause: Two standard deviations were averaged. Average the variances themselves.
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    running_mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    std = momentum * np.sqrt(running_var) + (1 - momentum) * x.std(axis=0)
    return running_mean, std**2
