"""With sets, and NumPy numbers."""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    head, frozen = set(head), set(frozen)
    rate = {True: np.float64(lr), False: np.float64(lr * body_factor)}
    return {n: rate[n in head] * (n not in frozen) for n in names}
