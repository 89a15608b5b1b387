"""The default is a hundredth.

property: the body's factor is 0.1 unless it is given
kind: convention
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.01):
    return {n: 0.0 if n in frozen else lr if n in head else lr * body_factor for n in names}
