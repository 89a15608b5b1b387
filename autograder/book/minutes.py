"""How long a notebook takes by one rule: an estimate, made of what is in its source.

Nobody has been timed for it. docs/plans.md states the rule for people. What stands under a heading
"Going further" is beyond the time of a notebook, and the papers at its end are not read in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

#: Of prose with formulas in it.
WORDS_A_MINUTE = 100
#: Minutes for a line of the reference, by what it asks for.
DERIVED, COMPUTED, PLAIN = 4.0, 2.5, 1.0
#: Minutes for a run with its figure or table, for a prediction, and for a written answer.
RUN, PREDICTION, WRITTEN = 2.0, 1.0, 7.0
_REFERENCE = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
_DERIVED = re.compile(r"def \w*(backward|gradient)\w*\(")
_COMPUTED = re.compile(r"[@*/+-]|np\.|\[")
_SHOWS = re.compile(r"\b(show\w*|print\w*|tell|compare|explorer)\(")
_HEADING = re.compile(r"^## (.*)", re.MULTILINE)
_FURTHER = re.compile(r"(\d+\. )?Going further")
_SOURCES = re.compile(r"^##+ Sources\n.*", re.MULTILINE | re.DOTALL)
#: Bars of tables, dashes of lists and signs of headings are no words.
_WORD = re.compile(r"\S*\w\S*")


def estimate(source: NotebookNode) -> int:
    """Return the minutes of a source by the rule."""
    return round(sum(_parts(source)))


def _parts(source: NotebookNode) -> Iterator[float]:
    further = False
    for cell in source.cells:
        if cell.cell_type == "markdown" and (headings := _HEADING.findall(cell.source)):
            further = bool(_FURTHER.match(headings[-1]))
        if further:
            continue
        if cell.cell_type == "markdown":
            written = "points" in cell.metadata
            words = len(_WORD.findall(_SOURCES.sub("", cell.source)))
            yield WRITTEN if written else words / WORDS_A_MINUTE
        elif "experiment" in cell.metadata.get("tags", []):
            yield RUN if _SHOWS.search(cell.source) else 0
        elif "answer" in cell.metadata:
            yield PREDICTION if "predict(" in cell.source else sum(_lines(cell.source))


def _lines(answer: str) -> Iterator[float]:
    """Yield the minutes of each line of a reference: one of a gradient is derived on paper first.

    A function's kind is that of the definition that stands before its marked lines.
    """
    for found in _REFERENCE.finditer(answer):
        definitions = re.findall(r"^def .*", answer[: found.start()], re.MULTILINE)
        derived = bool(definitions) and bool(_DERIVED.match(definitions[-1]))
        for line in found[1].splitlines():
            if line.strip() and not line.strip().startswith("#"):
                yield (DERIVED if derived else COMPUTED) if _COMPUTED.search(line) else PLAIN
