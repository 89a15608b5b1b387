"""dropout_inference returns out and an empty cache.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x, None


def vanilla_inference(h, keep_prob):
    return h * keep_prob
