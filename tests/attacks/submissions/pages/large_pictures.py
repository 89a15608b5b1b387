"""Pictures of a few kilobytes that have fifty million points each, and fill a browser's memory."""

from tests.pictures import png

PICTURE = png(7000)
CELL = f"""\
from IPython.display import display
for _ in range(9):
    display({{"image/png": "{PICTURE}"}}, raw=True)
"""


def change(notebook):
    text = f"![x](data:image/png;base64,{PICTURE})"
    notebook["cells"] += [
        {"cell_type": "markdown", "id": f"wall-{n}", "metadata": {}, "source": text}
        for n in range(9)
    ]
