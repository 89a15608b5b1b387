"""The warm-up ends below lr.

property: warm-up: in even steps to lr
kind: detail
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / (warm + 1)
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
