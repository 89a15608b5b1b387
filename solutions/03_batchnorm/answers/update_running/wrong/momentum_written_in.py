"""0.9 and 0.1 are written in.

property: the running mean keeps `momentum` of the old value
kind: idea
"""


def update_running(running_mean, running_var, x, momentum=0.9):
    return 0.9 * running_mean + 0.1 * x.mean(axis=0), 0.9 * running_var + 0.1 * x.var(axis=0)
