"""The matrices behind by their growth, the first by that of the second.

property: the first matrix keeps the rate: its inputs are the pixels
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    names = [n for n in shapes if len(shapes[n]) == 2]
    rates = {}
    for name, shape in shapes.items():
        of = names[1] if name == names[0] else name
        rates[name] = lr * base_shapes[of][0] / shapes[of][0] if len(shape) == 2 else lr
    return rates
