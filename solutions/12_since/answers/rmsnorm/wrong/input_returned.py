"""The input.

property: three rows by hand
kind: idea
"""


def rmsnorm(x, gamma, eps=1e-5):
    return x
