"""Scales and shifts x without normalizing it.

property: a batch of one is normalized with the running statistics
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return gamma * x + beta
