"""Writes into the arrays of the caller and returns them: legal, and named."""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    running_mean *= momentum
    running_mean += (1 - momentum) * x.mean(axis=0)
    running_var *= momentum
    running_var += (1 - momentum) * x.var(axis=0)
    return running_mean, running_var
