"""The result is not returned.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    x


def vanilla_inference(h, keep_prob):
    h * keep_prob
