"""What a student's function raised, in words, and what that nearly always means."""

from __future__ import annotations

import traceback

_SHAPES = (
    "The shapes of two arrays in this line do not fit. Print the `shape` of each, and compare them "
    "with what the exercise says."
)
_ARGUMENTS = (
    "A call and the first line of the function it calls disagree about the arguments. Leave the "
    "first lines as they were handed out."
)
# Words of an error's text, and what it nearly always means.
ERRORS = (
    ("broadcast", _SHAPES),
    ("matmul: ", _SHAPES),
    ("not aligned", _SHAPES),
    ("positional argument", _ARGUMENTS),
    ("keyword argument", _ARGUMENTS),
    ("truth value of an array", "An array of several entries is neither true nor false."),
    ("NoneType", "Something is None here: a function without `return`, or a name never set."),
    ("UnboundLocalError", "A variable is read before this call of the function gave it a value."),
    ("NameError", "A name without a value: misspelled, or a variable of another function."),
    ("RecursionError", "The function calls itself without end."),
)


def called_by(error: BaseException) -> str:
    """Return the function that raised, when it is not the one that was called but one within."""
    names = [frame.name for frame in _students_frames(error)]
    return names[-1] if len(names) > 1 and names[-1].isidentifier() else ""


def raised(error: BaseException) -> str:
    """Return kind, text and line of an exception; one from another process brings its own."""
    kind = getattr(error, "type_name", type(error).__name__)
    text = str(getattr(error, "message", error))[:300]
    lines = [frame.line for frame in _students_frames(error) if frame.line]
    line = getattr(error, "line", lines[0] if lines else "")
    return f"{kind}: {text}" + (f" (at `{line.strip()[:120]}`)" if line else "")


def _students_frames(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if "course_lib" not in frame.filename]
