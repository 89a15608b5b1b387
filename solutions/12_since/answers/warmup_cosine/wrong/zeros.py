"""Zeros.

property: warm-up: in even steps to lr
kind: idea
"""


def warmup_cosine(step, lr, warm, total):
    return 0.0
