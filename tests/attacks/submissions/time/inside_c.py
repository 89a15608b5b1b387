"""A computation in C, which no signal of Python ends."""

ANSWERS = {"relu_forward": "def relu_forward(x):\n    return 7 ** (7 ** 11), x"}
