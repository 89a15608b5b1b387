"""Two cases."""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
