"""The input returned.

property: the first loss above factor times the first
kind: idea
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    return losses
