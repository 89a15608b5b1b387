"""The square of a quarter."""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    up = min(1.0, (step + 1) / warm)
    share = max(0, step - warm) / (total - warm)
    return lr * up * np.cos(np.pi * share / 2) ** 2
