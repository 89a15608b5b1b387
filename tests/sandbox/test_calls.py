"""Calls through a process: values, errors, and what a dead worker answers."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from autograder.sandbox import Deadline, Handle, MissingName, StudentError, TimedOut, WorkerDied
from tests.waiting import HANG


def test_a_layer_works_as_if_it_were_here(define):
    forward, backward = define(
        """
import numpy as np
def forward(x):
    return np.maximum(x, 0), (x,)
def backward(dout, cache):
    return dout * (cache[0] > 0)
""",
        "forward",
        "backward",
        opaque=[1],
    )
    x = np.random.default_rng(0).normal(size=(4, 3))
    out, cache = forward(x)
    np.testing.assert_array_equal(out, np.maximum(x, 0))
    assert isinstance(cache, Handle)
    np.testing.assert_array_equal(backward(np.ones((4, 3)), cache), x > 0)


def test_state_goes_round(define):
    step = define(
        """
def step(w, dw, state, lr, rho=0.9):
    state = {"v": 0 * w} if state is None else state
    state["v"] = rho * state["v"] - lr * dw
    return w + state["v"], state
""",
        "step",
        opaque=[1],
    )
    w, v, state = np.ones(3), 0.0, None
    expected = np.ones(3)
    for _ in range(5):
        w, state = step(w, w, state, lr=0.1, rho=0.8)
        v = 0.8 * v - 0.1 * expected
        expected = expected + v
    np.testing.assert_array_equal(w, expected)


def test_input_that_is_changed_inside_is_changed_here(define):
    relu = define("def relu(x):\n    x[x < 0] = 0\n    return x", "relu")
    x = np.array([-1.0, 2.0])
    assert relu(x) is x
    assert x.tolist() == [0, 2]


def test_a_generator_gives_what_it_would_give_here(define):
    draw = define("def draw(rng):\n    return rng.normal(size=2), rng.integers(9)", "draw")
    rng, twin = np.random.default_rng(5), np.random.default_rng(5)
    normal, integer = draw(rng)
    np.testing.assert_array_equal(normal, twin.normal(size=2))
    assert integer == twin.integers(9)
    assert rng.bit_generator.state == twin.bit_generator.state


def test_functions_as_arguments(define):
    gradient, square, make = define(
        """
def gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)
def square(x):
    return x * x
def make(k):
    return lambda x: k * x
""",
        "gradient",
        "square",
        "make",
    )
    assert gradient(square, 3.0) == pytest.approx(6.0)
    assert gradient(make(4.0), 3.0) == pytest.approx(4.0)
    assert gradient(np.mean, 3.0) == pytest.approx(1.0)


def test_errors_come_back_as_text(define, session):
    todo, bad, odd = define(
        """
def todo(x):
    raise NotImplementedError("write me")
def bad(x):
    y = 1
    return y / 0
class Loud(Exception):
    def __str__(self):
        raise KeyError("no text")
def odd(x):
    raise Loud()
""",
        "todo",
        "bad",
        "odd",
    )
    with pytest.raises(NotImplementedError, match="write me"):
        todo(1)
    with pytest.raises(StudentError, match="division by zero") as caught:
        bad(1)
    assert (caught.value.type_name, caught.value.line_number) == ("ZeroDivisionError", 5)
    assert caught.value.line == "return y / 0"
    with pytest.raises(StudentError, match="its text raised KeyError"):
        odd(1)
    with pytest.raises(StudentError, match="TypeError"):
        bad(1, 2, 3)
    with pytest.raises(MissingName, match="does not define absent"):
        session.proxy("absent")(1)
    assert session.alive


@pytest.mark.parametrize("error", ["SystemExit(3)", "KeyboardInterrupt()", "GeneratorExit()"])
def test_no_exception_ends_the_worker(define, session, error):
    function = define(f"def function():\n    raise {error}", "function")
    with pytest.raises(StudentError, match=error.split("(")[0]):
        function()
    assert session.alive and session.run_cell("1", HANG).ok


def test_texts_of_errors_are_bounded(define):
    long = define("def long():\n    raise type('E' * 9999, (Exception,), {})('x' * 10**6)", "long")
    with pytest.raises(StudentError) as caught:
        long()
    assert len(str(caught.value)) < 3000 and len(caught.value.type_name) <= 100


def test_results_without_a_value_are_handles(define):
    results = define(
        """
import numpy as np
class Five(int): pass
def results():
    return [object(), Five(5), {1}, b"x", results, np.array([{}]), "\\ud800"]
""",
        "results",
    )
    assert all(isinstance(result, Handle) for result in results())


def test_results_that_are_too_large_cost_the_call_alone(define, session):
    many, deep = define(
        "def many():\n    return list(range(10**6))\n"
        "def deep(x=0):\n    for _ in range(60): x = [x, x]\n    return x",
        "many",
        "deep",
    )
    for function in (many, deep):
        with pytest.raises(StudentError, match="ResultTooLarge"):
            function()
    assert session.alive


def test_get_reads_variables(session):
    session.run_cell("letter = 'B'\nthing = object()", HANG)
    assert session.get("letter") == "B"
    assert isinstance(session.get("thing"), Handle)
    with pytest.raises(MissingName):
        session.get("nothing")


def test_prints_of_calls_are_kept_apart(define, session):
    talk = define("def talk():\n    print('hello')", "talk")
    talk()
    assert session.output() == ("hello\n", "")
    assert session.run_cell("print('cell')", HANG).stdout == "cell\n"


def test_a_call_that_kills_its_process(define, session):
    die, fine = define("import os\ndef die():\n    os._exit(0)\ndef fine(): pass", "die", "fine")
    with pytest.raises(WorkerDied, match="ended"):
        die()
    assert not session.alive
    for _ in range(2):
        with pytest.raises(WorkerDied, match="ended"):
            fine()
    assert session.run_cell("1", HANG).died


def watch(session, monkeypatch):
    """Return the list of what the session sends from now on: each message with its deadline."""
    seen = []
    exchange = session._channel.exchange
    monkeypatch.setattr(
        session._channel, "exchange", lambda *sent: seen.append(sent) or exchange(*sent)
    )
    return seen


def test_a_call_that_does_not_end(define, session, monkeypatch):
    forever = define("def forever():\n    while True: pass", "forever")
    session.deadline = Deadline(0.3, session.processor_seconds)
    asked = watch(session, monkeypatch)
    with pytest.raises(TimedOut):
        forever()
    assert [deadlines[-1] for _, deadlines in asked] == [session.deadline]
    session.deadline = None
    with pytest.raises(TimedOut):
        forever()


def test_a_session_that_is_closed_says_so(sandbox):
    with sandbox.session() as session:
        pass
    with pytest.raises(WorkerDied, match="closed"):
        session.proxy("f")(1)
    session.close()


def test_one_session_knows_nothing_of_another(sandbox):
    with sandbox.session() as one, sandbox.session() as two:
        one.run_cell("import numpy as np\nnp.secret = secret = 1", HANG)
        assert not two.run_cell("secret", HANG).ok
        assert not two.run_cell("import numpy; numpy.secret", HANG).ok
        assert one.run_cell("np.secret", HANG).ok
    with sandbox.session() as three:
        assert not three.run_cell("import numpy; numpy.secret", HANG).ok


def test_sessions_in_threads_do_not_mix(sandbox):
    def work(number):
        with sandbox.session() as session:
            session.run_cell(f"def f(x): return x + {number}", HANG)
            f = session.proxy("f")
            return [float(f(np.float64(i))) - i for i in range(50)] == [number] * 50

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(8)))


def test_numbers_of_nobody_s_generator_repeat(sandbox):
    source = "import numpy as np, random\ngot = [np.random.rand(), random.random()]"
    got = []
    for _ in range(2):
        with sandbox.session() as session:
            assert session.run_cell(source, HANG).ok
            got.append(session.get("got"))
    assert got[0] == got[1]


def test_a_call_is_little_work(define, session, monkeypatch):
    """A question and an answer, and no array that the other side has already."""
    step = define("def step(x):\n    return x + 1", "step")
    x = np.zeros((100, 100))
    asked = watch(session, monkeypatch)
    counted, counts = 0, []

    def count(frame, event, argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    for _ in range(3):
        received, counted = session.received, 0
        sys.setprofile(count)
        try:
            step(x)
        finally:
            sys.setprofile(None)
        assert x.nbytes <= session.received - received < x.nbytes + 2000
        counts.append(counted)
    # On a busy machine who waits for an answer looks more than once.
    assert min(counts) < 250
    assert [len(message) > x.nbytes for message, _ in asked] == [True, False, False]
    assert max(len(message) for message, _ in asked[1:]) < 500
