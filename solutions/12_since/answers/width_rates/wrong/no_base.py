"""Divided by the inputs, and not by their growth.

property: inner matrices: divided by the growth of their inputs
cause: The small net's width has to come in, too.
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr / shape[0] if len(shape) == 2 else lr
    return rates
