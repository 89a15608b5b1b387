"""The scores come back.

property: loss: by hand
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    return scores.mean(), scores
