"""The first rate is 0.

property: warm-up: in even steps to lr
cause: The first step has the rate 0 and does nothing.
kind: detail
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * step / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
