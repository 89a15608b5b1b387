"""Not at most the limit: that limit is inf when the first loss is.

property: a first loss of nan or inf is out of bounds
kind: guard
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = ~(losses <= factor * losses[0])
    return int(bad.argmax()) if bad.any() else None
