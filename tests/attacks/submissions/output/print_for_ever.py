"""Print without end."""

ANSWERS = {"relu_forward": "def relu_forward(x):\n    while True:\n        print('x' * 1000)"}
