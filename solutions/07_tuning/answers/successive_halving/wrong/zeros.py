"""Zeros.

property: the worse half stops at every rung
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    return 0, 0
