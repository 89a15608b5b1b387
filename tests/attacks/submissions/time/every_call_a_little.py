"""Stay below the limit of each call, and add up."""

ANSWERS = {
    "relu_forward": "import time\ndef relu_forward(x):\n    time.sleep(2.5)\n    return x, x",
    "double": "def double(x):\n    time.sleep(2.5)\n    return x",
}
