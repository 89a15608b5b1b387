"""Never return."""

ANSWERS = {"relu_forward": "def relu_forward(x):\n    while True:\n        pass"}
