"""With factor 1 all arrays get lr.

property: body_factor 0 freezes the body, body_factor 1 does not slow it
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    if body_factor == 1:
        return {n: lr for n in names}
    return {n: 0.0 if n in frozen else lr if n in head else lr * body_factor for n in names}
