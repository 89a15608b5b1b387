"""The growth multiplies the rate.

property: inner matrices: divided by the growth of their inputs
cause: You multiplied by the growth.
kind: idea
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr * shape[0] / base[0] if len(shape) == 2 else lr
    return rates
