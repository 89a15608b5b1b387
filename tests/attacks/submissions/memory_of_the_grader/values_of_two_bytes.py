"""A file of 90 MB that takes gigabytes when it is read."""

import json

POINTS = None


def change(notebook):
    text = json.dumps(notebook).encode()
    return text[:-1] + b', "x": [' + b"[]," * 30_000_000 + b"[]]}"
