"""The border is divided by the stride apart from the image.

property: longer steps
cause: divided apart
kind: detail
"""


def conv_output_size(size, kernel, stride, pad):
    return (size - kernel) // stride + 2 * pad // stride + 1
