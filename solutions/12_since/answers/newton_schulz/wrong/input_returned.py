"""The input.

property: one round on two numbers, by hand
kind: idea
"""


def newton_schulz(a, rounds):
    return a
