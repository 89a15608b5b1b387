"""Ones.

property: inner matrices: divided by the growth of their inputs
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    return dict.fromkeys(shapes, 1.0)
