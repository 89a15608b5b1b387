"""lr after the warm-up.

property: then half a cosine from lr to 0
kind: idea
"""


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr
