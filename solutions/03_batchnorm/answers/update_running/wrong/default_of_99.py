"""The default of momentum is 0.99.

property: momentum is 0.9 unless given
kind: detail
cause: Look at the default
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.99):
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    return mean, momentum * running_var + (1 - momentum) * x.var(axis=0)
