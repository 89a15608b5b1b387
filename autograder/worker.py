"""The process that runs the cells of one submission: an IPython shell behind two pipes.

One request and one answer a line, in JSON. Run as a program; it knows nothing of grades.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from typing import Any

TEXT_LIMIT = 50_000
OUTPUT_LIMIT = 2_000_000
SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg")


class _Limited(io.TextIOBase):
    """A text stream that keeps its beginning."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = TEXT_LIMIT - self.size
        if room > 0:
            self.parts.append(text[:room])
            if len(text) >= room:
                self.parts.append("\n... the rest of the output was left out ...\n")
        self.size += len(text)
        return len(text)

    def text(self) -> str:
        return "".join(self.parts)


def _new_shell() -> Any:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: Any = InteractiveShell.instance(config=config)
    shell._showtraceback = lambda *_: None
    shell.enable_gui = lambda gui=None: None  # no windows; %matplotlib inline asks for none
    shell.ask_exit = lambda: sys.exit("exit() was called")
    # The value of a cell goes where display() goes, instead of being printed.
    shell.displayhook.write_output_prompt = lambda: None
    shell.displayhook.write_format_data = lambda data, metadata=None: shell.display_pub.publish(
        data=data, metadata={"value": True}
    )
    return shell


def _run(shell: Any, source: str) -> dict[str, Any]:
    """Run one cell and return its outputs, its error and the number it ends with."""
    from IPython.utils.capture import capture_output

    out, err = _Limited(), _Limited()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        capture_output(stdout=False, stderr=False, display=True) as shown,
        _interruptible(),
    ):
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    streams = [("stdout", out.text()), ("stderr", err.text())]
    outputs: list[dict[str, Any]] = [
        {"output_type": "stream", "name": name, "text": text} for name, text in streams if text
    ]
    size = 0
    for rich in shown.outputs:
        data = {m: v for m in SHOWN if isinstance(v := _text(rich.data.get(m)), str)}
        size += sum(map(len, data.values()))
        if data and size < OUTPUT_LIMIT:
            form = "execute_result" if rich.metadata.get("value") is True else "display_data"
            outputs.append({"output_type": form, "metadata": {}, "data": data})
    kind, number = _number(result.result)
    return {
        "outputs": outputs,
        "error": _describe(error) if error is not None else None,
        "value": kind,
        "number": number,
    }


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        import base64

        return base64.b64encode(value).decode("ascii")
    return str(value) if isinstance(value, str) else None


def _number(value: Any) -> tuple[str, float]:
    """Return whether the value of a cell is "none", a "number" or "other", and the number."""
    if value is None:
        return "none", 0.0
    try:
        if not isinstance(value, (bool, str)) and getattr(value, "ndim", 0) == 0:
            return "number", float(value)
    except Exception:
        pass
    return "other", 0.0


def _describe(error: BaseException) -> dict[str, Any]:
    """Return an error as name, message and the lines of the cells that led to it."""
    try:
        message = str(error)[:2000]
    except Exception:
        message = "(the error has no text)"
    lines = [
        f"line {frame.lineno}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(("<ipython-input", "<string"))
    ]
    return {"name": type(error).__name__, "message": message, "lines": lines[:20]}


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let the parent end the cell with SIGINT, and nothing but the cell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    shell = _new_shell()
    answers.write("ready\n")
    answers.flush()
    for line in requests:
        answer = _run(shell, json.loads(line)["source"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
