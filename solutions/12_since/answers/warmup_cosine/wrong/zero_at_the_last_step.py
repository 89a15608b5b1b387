"""The last step has the rate 0.

property: then half a cosine from lr to 0
kind: convention
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - 1 - warm))) / 2
