"""How large a student's picture is on a screen: a few kilobytes can fill a browser's memory."""

from __future__ import annotations

import base64
import io
import warnings
from typing import Any

#: Of all pictures that the cells of a notebook show, and of one within a text.
MOST_POINTS = 60_000_000
MOST_IN_TEXT = 2_000_000
NOT_SHOWN = "(a picture that is none, or too large for this page, is not shown)"
#: What this module can read: browsers go by the content, whatever a picture is called.
_FORMATS = ("PNG", "JPEG", "GIF")


def points_of(data: object) -> int:
    """Return width times height of a picture in base64; more than any bound if it is none."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(base64.b64decode(str(data))), formats=_FORMATS)
        return picture.width * picture.height
    except Exception:
        # Whatever a decoder of pictures raises: Pillow itself refuses the largest.
        return MOST_POINTS + 1


def bound_pictures(cells: list[Any]) -> None:
    """Leave out of the outputs what takes a page's pictures above the bound."""
    room = MOST_POINTS
    for cell in cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            for form in [form for form in data if form.startswith("image/")]:
                points = points_of(data[form])
                if points > room:
                    del data[form]
                    data.setdefault("text/plain", NOT_SHOWN)
                else:
                    room -= points
