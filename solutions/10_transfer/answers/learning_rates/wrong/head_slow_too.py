"""The head learns at the low rate as well.

property: head at lr, body at a fraction of it, frozen at 0
kind: idea
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    return {n: 0.0 if n in frozen else lr * body_factor for n in names}
