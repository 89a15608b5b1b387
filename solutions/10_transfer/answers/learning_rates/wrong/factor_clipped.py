"""Keeps the factor above a thousandth.

property: body_factor 0 freezes the body, body_factor 1 does not slow it
kind: convention
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    factor = max(body_factor, 1e-3)
    return {n: 0.0 if n in frozen else lr if n in head else lr * factor for n in names}
