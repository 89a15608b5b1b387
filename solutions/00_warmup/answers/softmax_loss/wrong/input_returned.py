"""The logits come back.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    return logits.mean(), logits
