"""Ones.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    return np.ones_like(a)
