"""Takes the last names for the head.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    cut = len(names) - len(head)
    return {
        n: 0.0 if n in frozen else lr if i >= cut else lr * body_factor for i, n in enumerate(names)
    }
