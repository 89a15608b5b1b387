"""The biases have no rates.

property: inner matrices: divided by the growth of their inputs
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    return {n: lr * base_shapes[n][0] / s[0] for n, s in shapes.items() if len(s) == 2}
