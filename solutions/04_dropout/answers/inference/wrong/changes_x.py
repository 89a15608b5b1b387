"""Changes x.

property: inputs unchanged
kind: guard
"""

import numpy as np


def dropout_inference(x):
    x *= 1.5
    return x / 1.5


def vanilla_inference(h, keep_prob):
    return h * keep_prob
