"""HTML and JavaScript in the texts and names of exceptions, which become hints."""

CELL = """\
script = "<img src=x onerror=alert(1)><script>alert(1)</script>`</code><script>alert(2)</script>"
Evil = type(script, (Exception,), {})
"""
ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    raise ValueError(script)",
    "double": "def double(x):\n    raise Evil(script)  # <script>alert(3)</script>",
}
