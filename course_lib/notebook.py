"""What the cells of the notebooks use beside the checks: predictions and experiments."""

from __future__ import annotations

from types import TracebackType

from course_lib import missing, progress


class WithheldError(Exception):
    """While a notebook is graded the course's own version of what you write is not there."""


class Prediction:
    """A guess before the run, to be compared with the outcome; it is never marked."""

    def __init__(self, letter: str) -> None:
        self.letter = letter

    def compare(self, outcome: str, why: str) -> None:
        """Print the guess beside the ``outcome`` (a letter) and one sentence that says ``why``."""
        progress.note_prediction(self, self.letter, outcome)
        if not self.letter:
            print(f"No prediction recorded. The run says {outcome}: {why}")
        elif self.letter == outcome:
            print(f"You predicted {self.letter}, and so says the run: {why}")
        else:
            print(f"You predicted {self.letter}, the run says {outcome}: {why}")


def predict(letter: str) -> Prediction:
    """Record a prediction: the letter of one of the answers offered above the cell.

    An empty string records none. The letter stays in the notebook; nobody marks it.
    """
    if not isinstance(letter, str):
        print(f'predict() takes a letter between quotes, such as predict("A"); got {letter!r}.')
        letter = ""
    letter = letter.strip().upper()
    if letter:
        print(f"Your prediction: {letter}. Run on and see.")
    else:
        print("No prediction recorded yet: put a letter between the quotes and run this cell.")
    return Prediction(letter)


class needs:  # noqa: N801  reads as a sentence: with needs("relu_forward"):
    """Run an experiment that uses the student's own functions, once they are written.

    Inside ``with needs("relu_forward"):`` a function that is not written yet, or whose cell was
    taken out of the notebook, ends the experiment with one sentence instead of an error, so that
    the notebook runs to its end.
    """

    def __init__(self, *functions: str) -> None:
        self.functions = functions

    def __enter__(self) -> needs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        missing = isinstance(error, NameError) and error.name in self.functions
        if not (missing or isinstance(error, NotImplementedError)):
            return False
        names = " and ".join(f"`{name}`" for name in self.functions)
        print(f"This experiment needs your {names}. Write it, run its cell, then run this one.")
        return True


missing.install()
