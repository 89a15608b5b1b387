"""The progress of the instructor's commands: on stderr alone."""

from __future__ import annotations

import io
import sys

import pytest

from autograder import class_commands


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_keeps_stdout_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with class_commands.shown("90_tiny", 1) as advance:
        advance("ana")
        assert "90_tiny:   0%" in terminal.getvalue()
    assert capsys.readouterr().out == ""
