"""The last matrix by the growth of its outputs and inputs together, squared.

property: the last matrix, too
cause: Its outputs are the classes, but its inputs have grown.
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    last = [n for n in shapes if len(shapes[n]) == 2][-1]
    rates = {}
    for name, shape in shapes.items():
        power = 1.5 if name == last else 1
        rates[name] = lr * (base_shapes[name][0] / shape[0]) ** power if len(shape) == 2 else lr
    return rates
