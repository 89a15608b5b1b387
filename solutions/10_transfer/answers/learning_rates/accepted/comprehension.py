"""One expression."""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    return {n: 0.0 if n in frozen else lr * (1 if n in head else body_factor) for n in names}
