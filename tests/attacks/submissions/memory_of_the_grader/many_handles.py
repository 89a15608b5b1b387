"""Return hundreds of thousands of new objects at each call, for the grader to keep book of."""

ANSWERS = {
    "double": """\
def double(x):
    return [object() if number % 2 else np.zeros(0) for number in range(190_000)]
""",
}
