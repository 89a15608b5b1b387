"""Zeros.

property: one round on two curvatures, by hand
kind: idea
"""


def sharpness(gradient, w, v, rounds):
    return 0.0, 0 * v
