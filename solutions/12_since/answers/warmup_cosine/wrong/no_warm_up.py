"""No warm-up.

property: warm-up: in even steps to lr
cause: There is no warm-up.
kind: detail
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    share = max(0, step - warm) / (total - warm)
    return lr * (1 + np.cos(np.pi * share)) / 2
