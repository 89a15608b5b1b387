"""What a browser would run, load or submit in a page, and what would fill its memory."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from autograder.grading.pictures import MOST_POINTS, points_of

ACTIVE = {"script", "iframe", "object", "embed", "form", "input", "base", "meta", "link", "svg"}
ACTIVE |= {"math", "style", "button", "textarea", "video", "audio", "frame", "applet"}

PICTURES = "pictures without bound"


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.points = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found[f"<{tag}>"] += 1
        for name, value in attrs:
            text = "".join((value or "").split()).lower()
            if name == "src" and text.startswith("data:image/"):
                self.points += points_of((value or "").partition(",")[2])
            if name.startswith("on") or text.startswith(("javascript:", "data:text", "vbscript:")):
                self.found[f"<{tag} {name}={text[:30]}>"] += 1
            if name == "style" and ("position" in text or "url(" in text):
                self.found[f"<{tag} style>"] += 1


def active_content(page: str) -> Counter[str]:
    """Count the elements and attributes of a page that act."""
    finder = _Finder()
    finder.feed(page)
    if finder.points > 2 * MOST_POINTS:
        finder.found[PICTURES] += 1
    return finder.found
