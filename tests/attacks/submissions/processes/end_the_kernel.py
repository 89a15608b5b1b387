"""End the process in the middle of a test, at each call."""

ANSWERS = {
    "relu_forward": "import os\ndef relu_forward(x):\n    os._exit(0)",
    "double": "def double(x):\n    os.abort()",
}
