"""Scales at test time as well.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x * 0.5


def vanilla_inference(h, keep_prob):
    return h * keep_prob
