"""One expression."""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    rise = (step + 1) / warm
    fall = 0.5 + 0.5 * np.cos(np.pi * (step - warm) / (total - warm))
    return lr * (rise if step < warm else fall)
