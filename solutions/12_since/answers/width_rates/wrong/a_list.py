"""A list in the place of the dictionary.

property: inner matrices: divided by the growth of their inputs
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    return [lr * base_shapes[n][0] / s[0] if len(s) == 2 else lr for n, s in shapes.items()]
