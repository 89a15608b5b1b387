"""The matrix is not divided by its norm.

property: one round on two numbers, by hand
cause: Divide by the norm of a before the first round.
kind: idea
"""


def newton_schulz(a, rounds):
    q = a
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
