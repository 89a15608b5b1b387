"""Number by number."""

import numpy as np


def update_ratio(w, update):
    a = b = 0.0
    for x, y in zip(update.flat, w.flat):
        a += x * x
        b += y * y
    return (a / b) ** 0.5
