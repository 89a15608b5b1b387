"""Each row is added up.

property: each row counts with its x_hat
kind: idea
"""


def backward_gamma(dout, x_hat):
    return (dout * x_hat).sum(axis=1)
