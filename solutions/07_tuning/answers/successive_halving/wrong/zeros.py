"""Zeros.

property: the worse half stops at every rung
kind: idea
"""

import numpy as np


def successive_halving(val_accuracy, rungs):
    return 0, 0
