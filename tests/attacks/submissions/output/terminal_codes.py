"""Colours, titles and cursor moves for the terminal of whoever reads the table."""

ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    raise ValueError('\\x1b[2J\\x1b]0;owned\\x07[red]')",
    "double": "def double(x):\n    raise type('\\x1b[31mE\\u202e', (Exception,), {})('\\x9b31m')",
}
CELL = "raise SystemExit('\\x1b]8;;http://example.org\\x07click\\x1b]8;;\\x07')"


def harm(world):
    record = world.seen["record"]
    cells = record["result"]["cells"].values() if record["result"] else ()
    told = [record["reason"], *record["notes"], *(cell["reason"] for cell in cells)]
    bad = [c for text in told for c in text if c in "\x1b\x07\x9b\u202e"]
    return "control characters reach the terminal" if bad else ""
