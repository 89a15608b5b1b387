"""Publish a result from inside the graded function and fail: the first result counts."""

ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    get_ipython().displayhook(12.0)
    return x, x
""",
    "double": """\
def double(x):
    import sys
    sys.displayhook(10.0)
    return x
""",
}
