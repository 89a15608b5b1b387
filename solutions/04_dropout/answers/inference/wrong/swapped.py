"""The two rules are swapped.

property: inverted dropout leaves test time alone
kind: two
"""

import numpy as np


def dropout_inference(x):
    return x * 0.5


def vanilla_inference(h, keep_prob):
    return h
