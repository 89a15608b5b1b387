"""Leave no space, so that whatever is written afterwards fails."""

CELL = """\
try:
    with open("filler", "wb") as file:
        while file.tell() < 200 << 20:
            file.write(bytes(1 << 20))
except OSError:
    pass
"""
