"""Colours, titles and cursor moves for the terminal of whoever reads the table."""

ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    raise ValueError('\\x1b[2J\\x1b]0;owned\\x07[red]')",
    "double": "def double(x):\n    raise type('\\x1b[31mE\\u202e', (Exception,), {})('\\x9b31m')",
}
CELL = "raise SystemExit('\\x1b]8;;http://example.org\\x07click\\x1b]8;;\\x07')"


def harm(world):
    told = [world.seen["record"]["reason"], *world.seen["record"]["notes"]]
    told += [test["reason"] for test in world.seen["record"]["tests"].values()]
    bad = [c for text in told for c in text if c in "\x1b\x07\x9b\u202e"]
    return "control characters reach the terminal" if bad else ""
