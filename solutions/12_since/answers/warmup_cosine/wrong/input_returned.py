"""lr.

property: warm-up: in even steps to lr
kind: idea
"""


def warmup_cosine(step, lr, warm, total):
    return lr
