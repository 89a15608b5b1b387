"""The gradient is multiplied by 0 before the step.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""


def fine_tune_step(params, grads, lrs):
    moved = {}
    for name, w in params.items():
        on = float(lrs[name] != 0)
        moved[name] = w - lrs[name] * (on * grads[name])
    return moved
