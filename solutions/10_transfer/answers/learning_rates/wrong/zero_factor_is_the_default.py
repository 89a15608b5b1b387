"""`or` turns a factor of 0 into the default.

property: body_factor 0 freezes the body, body_factor 1 does not slow it
kind: convention
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    body_factor = body_factor or 0.1
    return {n: lr if n in head else 0.0 if n in frozen else lr * body_factor for n in names}
