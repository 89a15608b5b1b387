"""A sine that is shifted."""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr / warm * (step + 1)
    return lr * 0.5 * (1 + np.sin(np.pi * (0.5 + (step - warm) / (total - warm))))
