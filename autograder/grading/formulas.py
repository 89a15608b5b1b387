"""Formulas as MathML, which browsers draw by themselves: a page needs no script and no network.

What a student writes ends here in elements and attributes of a short list. A formula that cannot
be converted stays as it was typed.
"""

from __future__ import annotations

import re
import secrets
from html import escape, unescape
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element
from nbconvert.filters.markdown_mistune import IPythonRenderer

LONGEST = 2000
_TAGS = {
    *("math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "mstyle", "msub", "msup", "msubsup"),
    *("mfrac", "msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mtr", "mtd"),
}
_ATTRIBUTES = {
    *(
        "accent",
        "columnalign",
        "display",
        "displaystyle",
        "fence",
        "form",
        "largeop",
        "linethickness",
    ),
    *("mathvariant", "maxsize", "minsize", "movablelimits", "scriptlevel", "separator", "stretchy"),
    "width",
}
# A width below zero, or of a page, would lay a formula over what others wrote.
_VALUE = re.compile(r"[a-z-]+|\d{1,2}(\.\d+)?(em|ex)?")
_TAG = r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>'


class Formulas(IPythonRenderer):
    """Renders Markdown with a mark in place of each formula, so that the rest can be cleaned."""

    def __init__(self) -> None:
        super().__init__(escape=False)
        self._mark = f"formula-{secrets.token_hex(8)}-"
        self._found: list[tuple[str, str]] = []

    def inline_math(self, body: str) -> str:
        return self._keep(body, f"${body}$", "inline")

    def block_math(self, body: str) -> str:
        return self._keep(body, f"$${body}$$", "block")

    def latex_environment(self, name: str, body: str) -> str:
        source = f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return self._keep(source, source, "block")

    def _keep(self, latex: str, source: str, display: str) -> str:
        self._found.append((as_mathml(latex, display) or escape(source), source))
        return f"{self._mark}{len(self._found) - 1}-"

    def put_into(self, html: str) -> str:
        """Return cleaned HTML with the formulas; within a tag they stay text."""

        def put(match: re.Match[str]) -> str:
            if match[1]:
                return self._found[int(match[1])][0]
            return re.sub(
                rf"{self._mark}(\d+)-", lambda m: escape(self._found[int(m[1])][1]), match[0]
            )

        return re.sub(rf"{self._mark}(\d+)-|{_TAG}", put, html)


def as_mathml(latex: str, display: str) -> str:
    """Return a formula as MathML in which nothing acts; "" when it cannot be converted."""
    if len(latex) > LONGEST:
        return ""
    try:
        found = convert_to_element(latex, display=display)
        for element in found.iter():
            _clean(element)
        return ElementTree.tostring(found, encoding="unicode")
    except Exception:
        # Whatever the converter raises: unknown names, missing braces, depth.
        return ""


def _clean(element: ElementTree.Element) -> None:
    if element.tag not in _TAGS:
        element.tag = "mrow"
    for name, value in list(element.attrib.items()):
        if name != "xmlns" and not (name in _ATTRIBUTES and _VALUE.fullmatch(value)):
            del element.attrib[name]
    # The converter writes its symbols as entities, and would have them taken for such.
    if element.text:
        element.text = unescape(element.text).replace("\\_", "_")
