"""Show ten thousand tables of a megabyte."""

CELL = """\
from IPython.display import HTML, display
for _ in range(300):
    display(HTML("<b>" + "x" * 1_000_000))
"""
