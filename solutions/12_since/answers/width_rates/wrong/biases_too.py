"""Biases are divided by their growth.

property: biases keep the rate
cause: A bias is added once, whatever the width.
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        base = base_shapes[name]
        rates[name] = lr * base[0] / shape[0] if len(shape) == 2 else lr * base[0] / shape[0]
    return rates
