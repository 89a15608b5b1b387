"""A momentum of 0 is taken for none.

property: momentum = 0 is like any other
kind: guard
cause: taken for none
"""


def update_running(running_mean, running_var, x, momentum=0.9):
    m = momentum or 0.9
    return m * running_mean + (1 - m) * x.mean(axis=0), m * running_var + (1 - m) * x.var(axis=0)
