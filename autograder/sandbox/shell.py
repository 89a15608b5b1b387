"""The IPython shell of a worker, made once in the zygote."""

import linecache
import os
import sys
from types import TracebackType
from typing import Any

from .errors import clip

LINE_LIMIT = 300


def make_shell() -> Any:
    """Return the one InteractiveShell: no history, no colours, figures without a screen."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # its thread would not survive the fork
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    config.InteractiveShell.cache_size = 0
    shell: Any = InteractiveShell.instance(config=config)
    # The trusted side gets the error itself; formatting a traceback takes longer than most cells.
    shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None
    shell.ask_exit = lambda: None  # exit() ends a kernel; here it would end finished work
    shell.register_magic_function(_matplotlib, "line", "matplotlib")
    shell.register_magic_function(_matplotlib, "line", "pylab")
    return shell


def _matplotlib(line: str) -> None:
    """Accept ``%matplotlib inline`` and ``widget``: nobody looks at a figure here."""


def run_cell(shell: Any, source: str) -> tuple[bool, str, str]:
    """Run one cell; return whether it worked, the error's name and its text."""
    result = shell.run_cell(source, store_history=False)
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return True, "", ""
    name, message, number, line = describe(error)
    return False, name, clip(f"{message} (line {number}: {line})" if line else message)


def close_figures() -> None:
    """Forget the figures of a cell, as the inline backend does."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")


def describe(error: BaseException) -> tuple[str, str, int, str]:
    """Return the name of the error's type, its message and the student's line, all bounded.

    A student's class can do anything in ``__str__``, so that is not trusted to return.
    """
    try:
        message = str(error)
    except BaseException as second:
        message = f"(its text raised {type(second).__name__})"
    number, line = _student_line(error.__traceback__)
    if isinstance(error, SyntaxError) and not line:
        number, line = error.lineno or 0, (error.text or "").strip()
        message = error.msg or ""
    return _printable(type(error).__name__, 100), _printable(message), number, _printable(line)


def _student_line(traceback: TracebackType | None) -> tuple[int, str]:
    """Return number and text of the innermost line that stands in a cell."""
    found = 0, ""
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith("<ipython-input") or os.path.basename(name).startswith("ipykernel_"):
            text = linecache.getline(name, traceback.tb_lineno).strip()
            found = traceback.tb_lineno, text[:LINE_LIMIT]
        traceback = traceback.tb_next
    return found


def _printable(text: str, limit: int = 1500) -> str:
    return clip(text.encode("utf-8", "backslashreplace").decode(), limit)
