"""Progress bars: on stderr, and the passing ones only where somebody watches a terminal."""

import io
import subprocess
import sys

import numpy as np
import pytest

from course_lib.engine.modules import Affine
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.progress import progress_bar
from course_lib.engine.train import fit


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("progress", [True, False])
def test_fit_shows_its_steps_if_asked(progress, capfd):
    x, labels = np.ones((20, 3)), np.arange(20) % 2
    net = Network([Affine(3, 2)], np.random.default_rng(0))
    fit(net, x, labels, SGD(0.1), 1, 5, rng=np.random.default_rng(0), progress=progress)
    out, err = capfd.readouterr()
    assert out == ""
    assert ("4/4" in err) is progress
    assert bool(err) is progress


def test_a_kernels_module_makes_no_bar_of_a_notebook():
    code = """
import ipykernel.zmqshell
from course_lib.engine.progress import progress_bar
list(progress_bar(range(2), total=2, unit="step"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == ""
    assert "2/2" in done.stderr


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_a_passing_bar_is_for_a_terminal_and_leaves_nothing(stream, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", stream())
    with progress_bar(total=2, unit="file", passing=True) as bar:
        bar.update()
        bar.refresh()
        bar.update()
    shown = sys.stderr.getvalue()
    assert ("1/2" in shown) is (stream is Terminal)
    left = shown.split("\r")[-2:]  # the bar is overwritten with spaces, the cursor goes back
    assert "".join(left).strip() == ""
    assert capsys.readouterr().out == ""
