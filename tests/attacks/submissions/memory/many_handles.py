"""Return hundreds of thousands of new objects at each call, for the grader to keep book of."""

ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return [object() for _ in range(190_000)], x
""",
    "double": "def double(x):\n    return [np.zeros(0) for _ in range(190_000)]",
}
