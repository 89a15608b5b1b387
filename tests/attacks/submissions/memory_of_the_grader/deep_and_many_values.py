"""Return values that are deeply nested, or millions of small ones, or contain themselves."""

ANSWERS = {
    "relu_forward": """\
calls = [0]
def relu_forward(x):
    calls[0] += 1
    deep = []
    for _ in range(100_000):
        deep = [deep]
    loop = []
    loop.append(loop)
    many = [[] for _ in range(3_000_000)]
    return [(deep, x), (loop, x), (many, x), ({i: {} for i in range(10**6)}, x)][calls[0] % 4]
""",
    "double": "def double(x):\n    return 1 << 10_000_000",
}
