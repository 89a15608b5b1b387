"""A kernel is counted as a cube.

property: a convolution
kind: idea
"""


def count_parameters(layers):
    total = 0
    for kind, a, b, *kernel, bias in layers:
        total += a * b * (kernel[0] ** 3 if kind == "conv" else 1) + b * bias
    return total
