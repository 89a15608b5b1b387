"""The default of momentum is 0.99, as in Keras.

property: momentum is 0.9 unless given
kind: convention
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.99):
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    var = momentum * running_var + (1 - momentum) * x.var(axis=0)
    return mean, var
