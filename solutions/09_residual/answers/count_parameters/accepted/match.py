"""A match statement."""

import numpy as np


def count_parameters(layers):
    def one(layer):
        match layer:
            case ("conv", c_in, c_out, kernel, bias):
                return (c_in * kernel**2 + int(bias)) * c_out
            case ("affine", d, m, bias):
                return (d + int(bias)) * m
            case _:
                raise ValueError(layer)

    return sum(map(one, layers))
