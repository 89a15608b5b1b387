"""What the cells of the notebooks use beside the checks: predictions and experiments."""

from __future__ import annotations

import html
import linecache
from types import TracebackType
from typing import Any, ClassVar

from course_lib import missing, progress
from course_lib.engine.shell import running_shell
from course_lib.findings import Finding

#: Every finding that the cells told, with its prediction if there is one, in order.
TOLD: list[tuple[Prediction | None, Finding]] = []
_NO_LETTER = "Look without predicting"
#: The first line of a cell that is handed out solved.
GIVEN = "# Given: there is nothing to write here.\n"


class WithheldError(Exception):
    """While a notebook is graded the course's own version of what you write is not there."""


class Prediction:
    """A guess before the run, to be compared with the outcome; it is never marked.

    ``with prediction:`` around an experiment keeps its figures and texts until the run is over.
    With a letter they follow the verdict; without one they lie folded.
    """

    def __init__(self, letter: str, letters: str) -> None:
        self.letter, self.letters = letter, letters
        self.finding: Finding | None = None
        self.waits_for: list[str] = []
        self._inside = False
        self._capture: Any = None
        self._io: Any = None

    @property
    def verdict(self) -> str:
        """One sentence: the guess beside what the run says."""
        if self.finding is None:
            return "This experiment has not come to its end."
        if self.waits_for:
            names = " and ".join(f"`{name}`" for name in self.waits_for)
            return (
                f"The verdict waits until the check of your {names} holds. Run that first, then "
                "this cell again."
            )
        if not self.letter:
            return f"The run says {self.finding.letter}. You recorded no prediction."
        if self.letter == self.finding.letter:
            return f"You predicted {self.letter}, and so says the run."
        return f"You predicted {self.letter}, the run says {self.finding.letter}."

    def compare(self, finding: Finding | str, why: str = "") -> None:
        """Take what the run says; it is shown when the experiment is over.

        The verdict waits while a function that the run used has a check that has not held. What is
        handed out solved, and what no check of the lesson knows, has none.
        """
        from course_lib.checking.core import CHECKED

        if isinstance(finding, str):
            finding = Finding(why, finding)
        if finding.letter not in tuple(self.letters):
            offered = ", ".join(self.letters)
            raise ValueError(f"the run says {finding.letter!r}, the answers are {offered}")
        self.finding = finding
        self.waits_for = [n for n in needs.open_names if not (CHECKED.get(n, True) or _given(n))]
        TOLD.append((self, finding))
        if not self.waits_for:
            progress.note_prediction(self, self.letter, finding.letter)
        if not self._inside:
            print(self.verdict, finding.text)

    def __enter__(self) -> Prediction:
        self.finding, self._io, self._inside = None, None, True
        if running_shell() is not None:
            from IPython.utils.capture import capture_output

            self._capture = capture_output()
            self._io = self._capture.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._inside = False
        if self._io is None:
            if error is None and self.finding is not None:
                print(self.verdict, self.finding.text, sep="\n")
            return
        self._capture.__exit__(None, None, None)
        if error is not None:
            self._show_captured()
        elif self.letter:
            _show_html(f"<p><b>{_code(self.verdict)}</b></p>", self.verdict)
            self._show_captured()
            if self.finding is not None and not self.waits_for:
                _show_html(_paragraphs(self.finding.text), self.finding.text)
        else:
            self._show_folded()

    def _show_captured(self) -> None:
        for output in self._io.outputs:
            output.display()
        print(self._io.stdout, end="")

    def _show_folded(self) -> None:
        told = self.finding is not None and not self.waits_for
        text = _paragraphs(self.finding.text) if self.finding is not None and told else ""
        parts = [f"<p>{_code(self.verdict)}</p>", *map(_as_html, self._io.outputs)]
        if self._io.stdout:
            parts.append(_pre(self._io.stdout))
        summary = '<summary style="display:list-item;cursor:pointer">'
        _show_html(
            f"<details>{summary}{_NO_LETTER}</summary>{''.join(parts)}{text}</details>",
            "No prediction yet: put a letter between the quotes, then run both cells.",
        )


def predict(letter: str, letters: str = "ABC") -> Prediction:
    """Record a prediction: the letter of one of the answers offered above the cell.

    ``letters`` are the answers that exist. An empty string records none. The letter stays in the
    notebook; nobody marks it.
    """
    offered = f"{', '.join(letters[:-1])} or {letters[-1]}"
    if not isinstance(letter, str):
        print(f'predict() takes a letter between quotes, such as predict("A"); got {letter!r}.')
        letter = ""
    letter = letter.strip().upper()
    if letter and letter not in tuple(letters):
        print(f"There is no answer {letter!r} here. Choose {offered}.")
        letter = ""
    elif letter:
        print(f"Your prediction: {letter}. Run on and see.")
    else:
        print(f"No prediction yet: put {offered} between the quotes and run this cell.")
    return Prediction(letter, letters)


def tell(finding: Finding) -> None:
    """Show what a run says, where nothing was predicted."""
    TOLD.append((None, finding))
    if running_shell() is not None:
        _show_html(_paragraphs(finding.text), finding.text)
    else:
        print(finding.text)


def fold(title: str, text: str) -> None:
    """Show a long table of ``text`` below a line ``title`` that opens it."""
    if running_shell() is None:
        print(title, text, sep="\n")
        return
    summary = f'<summary style="display:list-item;cursor:pointer">{_code(title)}</summary>'
    _show_html(f"<details>{summary}{_pre(text)}</details>", title)


class needs:  # noqa: N801  reads as a sentence: with needs("relu_forward"):
    """Run an experiment that uses the student's own functions, once they are written.

    Inside ``with needs("relu_forward"):`` a function that is not written yet, or whose cell was
    taken out of the notebook, ends the experiment with one sentence instead of an error, so that
    the notebook runs to its end. So does a name that an earlier experiment would have made, which
    needed some of the same functions and was ended in this way.
    """

    #: The functions that the experiment which runs now uses.
    open_names: tuple[str, ...] = ()
    #: Those of the experiments that were ended.
    _ended: ClassVar[set[frozenset[str]]] = set()

    def __init__(self, *functions: str) -> None:
        self.functions = functions

    def __enter__(self) -> needs:
        needs.open_names = self.functions
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        needs.open_names = ()
        functions = frozenset(self.functions)
        no_name = error.name if isinstance(error, NameError) else None
        if isinstance(error, NotImplementedError) or no_name in functions:
            needs._ended.add(functions)
        elif no_name is None or not any(earlier <= functions for earlier in needs._ended):
            needs._ended.discard(functions)
            return False
        names = " and ".join(f"`{name}`" for name in self.functions)
        text = f"This experiment needs your {names}. Write it, run its cell, then run this one."
        if running_shell() is None:
            print(text)
        else:  # as HTML: printed lines break in the middle of a word
            _show_html(f"<p>{_code(text)}</p>", text)
        return True


def _given(name: str) -> bool:
    """Tell whether a function of the notebook stands in a cell that was handed out solved."""
    shell = running_shell()
    code = getattr(shell and shell.user_ns.get(name), "__code__", None)
    return code is not None and linecache.getline(code.co_filename, 1) == GIVEN


def _show_html(page: str, text: str) -> None:
    from IPython.display import publish_display_data

    data = {"text/html": page, "text/plain": text}
    publish_display_data(data)  # type: ignore[no-untyped-call]


def _code(text: str) -> str:
    """Escape a text and turn its `code` into HTML."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))


def _paragraphs(text: str) -> str:
    parts = "".join(f"<p>{_code(part.strip())}</p>" for part in text.split("\n\n"))
    return f'<div style="max-width:50em">{parts}</div>'


def _as_html(output: Any) -> str:
    """Return what a cell displayed as HTML that can lie in a fold."""
    import base64

    data = output.data
    if image := data.get("image/png"):
        if isinstance(image, bytes):
            image = base64.b64encode(image).decode("ascii")
        words = output.metadata.get("image/png", {}).get("alt", "figure of the experiment")
        return (
            f'<img alt="{html.escape(words)}" style="max-width:100%" '
            f'src="data:image/png;base64,{image.strip()}">'
        )
    if page := data.get("text/html"):
        return str(page)
    return _pre(str(data.get("text/plain", "")))


def _pre(text: str) -> str:
    """Return columns of text as HTML; in a narrow window they scroll, by the keyboard too."""
    style = "white-space:pre;overflow-x:auto;font-size:13px"  # the size of what cells print
    return f'<pre tabindex="0" style="{style}">{html.escape(text)}</pre>'


missing.install()
