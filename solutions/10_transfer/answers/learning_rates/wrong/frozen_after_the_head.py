"""What is frozen gets the rate of the body when body_factor is given.

property: head at lr, body at a fraction of it, frozen at 0
kind: idea
"""


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    lrs = {}
    for name in names:
        if name in frozen:
            lrs[name] = 0.0
        if name in head:
            lrs[name] = lr
        else:
            lrs[name] = lr * body_factor
    return lrs
