"""The units are brought to mean 0 and standard deviation 1.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return (x - x.mean()) / x.std()


def vanilla_inference(h, keep_prob):
    return h * keep_prob
