"""The cosine of the share, without pi.

property: then half a cosine from lr to 0
kind: idea
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos((step - warm) / (total - warm))) / 2
