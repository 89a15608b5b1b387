"""Compares layer numbers by the last character.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    h, f = {n[-1] for n in head}, {n[-1] for n in frozen}
    return {n: 0.0 if n[-1] in f else lr if n[-1] in h else lr * body_factor for n in names}
