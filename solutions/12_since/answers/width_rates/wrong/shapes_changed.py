"""The shapes are emptied on the way.

property: inputs unchanged
kind: guard
"""


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name in list(shapes):
        shape = shapes.pop(name)
        rates[name] = lr * base_shapes[name][0] / shape[0] if len(shape) == 2 else lr
    return rates
