"""The last matrix keeps the rate.

property: the last matrix, too
cause: Its outputs are the classes, but its inputs have grown.
kind: detail
"""


def width_rates(shapes, base_shapes, lr):
    last = [n for n in shapes if len(shapes[n]) == 2][-1]
    rates = {}
    for name, shape in shapes.items():
        grows = len(shape) == 2 and name != last
        rates[name] = lr * base_shapes[name][0] / shape[0] if grows else lr
    return rates
