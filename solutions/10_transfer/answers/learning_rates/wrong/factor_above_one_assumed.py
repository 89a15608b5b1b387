"""Divides by ten when the factor is 0.

property: body_factor 0 freezes the body, body_factor 1 does not slow it
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    factor = body_factor or 0.1
    return {n: 0.0 if n in frozen else lr if n in head else lr * factor for n in names}
