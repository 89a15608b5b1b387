"""What students write in cells works, and what floods or fails stays bounded."""

import pytest

from tests.waiting import HANG


def run(session, source, timeout=HANG):
    return session.run_cell(source, timeout)


def test_output_and_value(session):
    result = run(session, "import sys\nprint('out')\nprint('err', file=sys.stderr)\n6 * 7")
    assert result.ok and (result.stdout, result.stderr) == ("out\n", "err\n")
    assert result.displays == ((True, {"text/plain": "42"}),)


def test_output_below_python(session):
    assert run(session, "import os\nos.write(1, b'raw')").stdout == "raw"
    assert run(session, "import os\nos.system('echo shell')").stdout == "shell\n"


def test_output_does_not_leak_into_the_next_cell(session):
    run(session, "print('one')\ndisplay(1)")
    result = run(session, "print('two')")
    assert result.stdout == "two\n" and result.displays == ()


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        ("1 +", "SyntaxError", (1, "1 +")),
        ("x = 1\nx / 0", "ZeroDivisionError", (2, "x / 0")),
        ("def f():\n    raise KeyError(1)\nf()", "KeyError", (2, "raise KeyError(1)")),
        ("%no_such_magic", "UsageError", None),
        ("x = '\ud800'", "UnicodeEncodeError", None),
        ("import sys\nsys.exit(1)", "SystemExit", (2, "sys.exit(1)")),
        ("input()", "EOFError", (1, "input()")),
    ],
)
def test_errors(session, source, name, line):
    result = run(session, source)
    assert not result.ok and not result.died and result.error_name == name
    if line:
        assert result.lines[-1] == line
    assert run(session, "1").ok


def test_a_warning_is_no_error(session):
    result = run(session, "import numpy as np\nnp.array([1.0]) / 0")
    assert result.ok and "RuntimeWarning" in result.stderr


@pytest.mark.parametrize(
    "source",
    [
        "%timeit -n1 -r1 1 + 1",
        "%%time\nx = 1",
        "%%capture\nprint(1)",
        "%matplotlib inline",
        "%matplotlib widget",
        "%config InlineBackend.figure_format = 'retina'",
        "%load_ext autoreload\n%autoreload 2",
        "!no-such-program-at-all",
        "files = !ls /",
        "%cd /tmp\n%pwd",
        "%%bash\necho hello",
        "%who",
        "exit()",
        "quit",
        "import asyncio\nawait asyncio.sleep(0)",
        "async def f(): return 1\nawait f()",
        "from ipywidgets import interact\n@interact(x=(0, 3))\ndef f(x): return x",
        "import ipywidgets as w\nw.HBox([w.IntSlider(), w.Output()])",
        "from tqdm.notebook import tqdm\nfor _ in tqdm(range(2)): pass",
        "from IPython.display import *\nclear_output()\ndisplay(HTML('<b>'))",
        "get_ipython().run_line_magic('time', '1')",
        "import threading\nt = threading.Thread(target=print)\nt.start(); t.join()",
        "import subprocess\nsubprocess.run(['true'], check=True)",
        "import tempfile\nopen('note.txt', 'w').write('x')\ntempfile.TemporaryFile()",
        "import getpass, os\ngetpass.getuser(), os.path.expanduser('~'), os.cpu_count()",
        "import concurrent.futures as c\nlist(c.ThreadPoolExecutor(2).map(abs, [1]))",
        "import multiprocessing as m\nassert m.get_context('fork').Pool(2).map(abs, [-1]) == [1]",
    ],
)
def test_what_students_write(session, source):
    result = run(session, source)
    assert result.ok, result


@pytest.mark.sandbox
def test_scikit_learn(jailed):
    """Its threads and locks are what a jail could break; it takes seconds to import."""
    source = "import sklearn.linear_model as l\nl.LogisticRegression().fit([[0], [1]], [0, 1])"
    with jailed.session() as session:
        assert run(session, source).ok


def test_figures(session):
    source = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    for _ in range(2):
        result = run(session, source)
        assert result.ok and [sorted(forms) for _, forms in result.displays] == [
            ["image/png", "text/plain"]
        ]
    assert run(session, "plt.get_fignums()").displays == ((True, {"text/plain": "[]"}),)


def test_what_is_shown_is_bounded(session):
    result = run(
        session, "from IPython.display import HTML\nfor _ in range(9): display(HTML('x' * 10**6))"
    )
    assert result.ok and 0 < len(result.displays) < 3
    result = run(session, r"display(HTML('\ud800'));display({'text/html': 3}, raw=True)")
    assert result.ok and result.displays[0][1]["text/html"] == "\\ud800"
    assert len(result.displays) == 1


def test_a_flood_of_prints_is_cut_and_counted(session):
    result = run(session, "for i in range(200_000): print(i)")
    assert result.ok
    assert result.stdout.startswith("0\n1\n2\n") and result.stdout.endswith("bytes more")
    assert len(result.stdout) < 300_000
    assert run(session, "print('next')").stdout == "next\n"


@pytest.mark.parametrize("stream", [1, 2])
def test_an_endless_flood_ends_with_its_time(session, stream):
    result = run(session, f"import os\nwhile True: os.write({stream}, b'x' * 65536)", timeout=0.5)
    assert result.timed_out and len(result.stdout) + len(result.stderr) < 300_000


def test_a_flood_from_the_background_blocks_nobody(session):
    run(session, "import threading, os\ndef flood():\n    while True: os.write(1, b'x' * 65536)")
    run(session, "threading.Thread(target=flood, daemon=True).start()")
    for _ in range(3):
        assert run(session, "1").ok


def test_bytes_that_are_no_text(session):
    assert run(session, "import os\nos.write(1, b'\\xff\\xfe')").stdout == "\ufffd\ufffd"
    assert run(session, "print('\\ud800')").stdout == "\\ud800\n"


def test_a_cell_that_is_too_large_is_an_error_of_the_cell(session):
    result = run(session, "x = 1 #" + "x" * (5 << 20))
    assert not result.ok and not result.died and "too large" in result.error_text
    assert run(session, "1").ok
