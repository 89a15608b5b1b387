"""A step that is no `int` is refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if not isinstance(step, int):
        raise TypeError("step must be an int")
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
