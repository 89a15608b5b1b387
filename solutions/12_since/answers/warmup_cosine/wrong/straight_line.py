"""A straight line down.

property: then half a cosine from lr to 0
cause: That is a straight line.
kind: idea
"""


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 - (step - warm) / (total - warm))
