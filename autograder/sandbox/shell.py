"""The IPython shell of a worker, made once in the zygote."""

import importlib
import linecache
import sys
from types import TracebackType
from typing import Any

from .displays import Displays
from .errors import LINE_LIMIT, MAX_LINES, clip


def make_shell() -> Any:
    """Return the one InteractiveShell, with ``shell.displays``: no history, no colours."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # its thread would not survive the fork
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.cache_size = 0
    shell: Any = InteractiveShell.instance(config=config)
    # The trusted side gets the error itself; formatting a traceback takes longer than most cells.
    shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None
    shell.ask_exit = lambda: None  # exit() ends a kernel; here it would end finished work
    shell.displays = Displays(shell)
    # Figures are inline already, and nobody looks at another kind.
    for name in ("matplotlib", "pylab"):
        shell.register_magic_function(_accept, "line", name)
    importlib.import_module("matplotlib_inline.backend_inline")  # which looks for the shell
    return shell


def _accept(line: str) -> None:
    """Do nothing."""


def run_cell(shell: Any, source: str) -> list[Any]:
    """Run one cell; return whether it worked, name, text and lines of its error, and displays."""
    result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return [True, "", "", [], shell.displays.take()]
    return [False, *describe(error), shell.displays.take()]


def close_figures() -> None:
    """Forget the figures that a function made."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")


def describe(error: BaseException) -> tuple[str, str, list[tuple[int, str]]]:
    """Return the name of the error's type, its message and the student's lines, all bounded.

    A student's class can do anything in ``__str__``, so that is not trusted to return.
    """
    try:
        message = str(error)
    except BaseException as second:
        message = f"(its text raised {type(second).__name__})"
    lines = _student_lines(error.__traceback__)
    if isinstance(error, SyntaxError):
        message = str(error.msg or "")
        lines = [*lines, (error.lineno or 0, (error.text or "").strip())]
    lines = [(number, _printable(text, LINE_LIMIT)) for number, text in lines[-MAX_LINES:]]
    return _printable(type(error).__name__, 100), _printable(message), lines


def _student_lines(traceback: TracebackType | None) -> list[tuple[int, str]]:
    """Return number and text of the lines that stand in a cell, the innermost last."""
    lines = []
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith("<ipython-input"):
            text = linecache.getline(name, traceback.tb_lineno)
            lines.append((traceback.tb_lineno, text.strip()))
        traceback = traceback.tb_next
    return lines


def _printable(text: str, limit: int = 1500) -> str:
    return clip(text.encode("utf-8", "backslashreplace").decode(), limit)
