"""The two books against each other, without a process between them."""

import copy
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox import Handle, Unsendable
from autograder.sandbox.ledger import MAX_ARRAYS, Ledger
from autograder.sandbox.objects import Objects
from autograder.sandbox.wire import MAX_DEPTH, WireError, pack, parse_tree


class Pair:
    """A trusted book, a student's book, and calls that go through bytes."""

    def __init__(self):
        self.names = {}
        self.ledger = Ledger(("numpy",), lambda value: None)
        self.objects = Objects(self.names)

    def call(self, function, *args, opaque=()):
        request, parts, payload = self.ask(function, *args, opaque=opaque)
        return self.ledger.read(request, parts, payload)

    def ask(self, function, *args, opaque=()):
        request = self.ledger.write(args)
        assert pack([request.updates, request.values], request.writer.buffers, 1 << 30)
        self.ledger.sent(request)
        self.objects.forget(request.forget, request.release)
        payload = memoryview(b"".join(request.writer.buffers))
        (values,) = self.objects.read(payload, request.updates, request.values)
        parts, buffers = self.objects.write(function(*values), opaque)
        self.objects.sent()
        return request, parse_tree(pack(parts, [], 1 << 20)[16:]), memoryview(b"".join(buffers))


@pytest.fixture
def pair():
    return Pair()


def test_a_change_of_the_input_is_written_back(pair):
    x = np.arange(4.0)

    def spoil(x):
        x[1] = -1

    pair.call(spoil, x)
    np.testing.assert_array_equal(x, [0, -1, 2, 3])


def test_an_unchanged_input_is_left_alone(pair):
    x = np.arange(4.0)
    x.flags.writeable = False
    assert pair.call(lambda x: float(x.sum()), x) == 6.0


def test_a_read_only_array_is_read_only_inside(pair):
    x = np.arange(4.0)
    x.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        pair.call(lambda x: x.__setitem__(0, 1), x)


def test_a_view_is_written_back_through(pair):
    base = np.zeros((3, 3))
    column = base[:, 1]
    pair.call(lambda x: x.__iadd__(2), column)
    np.testing.assert_array_equal(base, [[0, 2, 0]] * 3)


def test_the_same_array_is_the_same_inside_and_outside(pair):
    x = np.ones(3)
    assert pair.call(lambda a, b: a is b, x, x) is True
    assert pair.call(lambda a: a, x) is x
    assert pair.call(lambda a: (a, [a]), x)[1][0] is x
    assert pair.call(lambda a: a.copy(), x) is not x


def test_a_later_call_may_change_what_an_earlier_one_kept(pair):
    x = np.zeros(3)
    kept = pair.call(lambda a: (a,), x, opaque=[0])[0]
    pair.call(lambda kept: kept.__iadd__(1), kept)
    np.testing.assert_array_equal(x, 1)


def test_what_changes_outside_changes_inside(pair):
    x = np.zeros(3)
    (kept,) = pair.call(lambda a: (a,), x, opaque=[0])
    x += 5
    assert pair.call(lambda kept: float(kept.sum()), kept) == 15.0


def test_a_result_stays_as_it_was_returned(pair):
    buffer = np.zeros(3)

    def reuse(value):
        buffer[:] = value
        return buffer

    first = pair.call(reuse, 1.0)
    pair.call(lambda: buffer.__iadd__(6))
    second, again = pair.call(lambda: (reuse(2.0), buffer))
    third = pair.call(reuse, 3.0)
    assert second is again
    for got, want in ((first, 1), (second, 2), (third, 3)):
        np.testing.assert_array_equal(got, want)
    # What is given back is as it is out here, and may be changed in place.
    assert pair.call(lambda given: float(given.sum()), first) == 3.0
    assert pair.call(lambda given: given.__iadd__(1), first) is first
    np.testing.assert_array_equal(first, 2)
    np.testing.assert_array_equal(third, 3)


def test_lists_and_dictionaries_are_written_back(pair):
    x = np.ones(2)
    grads, params = [x, 1], {"w": x}

    def change(grads, params):
        grads[0] = grads[0] * 2
        grads.append("new")
        params["b"] = 0.5
        params["w"] = params["w"] + 1

    pair.call(change, grads, params)
    assert len(grads) == 3 and grads[2] == "new" and params["b"] == 0.5
    np.testing.assert_array_equal(grads[0], 2)
    np.testing.assert_array_equal(params["w"], 2)
    np.testing.assert_array_equal(x, 1)


def test_a_list_that_stays_keeps_its_items(pair):
    items = [np.ones(2), (1, [2])]
    before = list(items)
    pair.call(lambda items: len(items), items)
    assert all(a is b for a, b in zip(items, before, strict=True))


def test_a_generator_advances_in_step(pair):
    rng, twin = np.random.default_rng(3), np.random.default_rng(3)
    ours = pair.call(lambda rng: rng.normal(size=5), rng)
    np.testing.assert_array_equal(ours, twin.normal(size=5))
    assert rng.bit_generator.state == twin.bit_generator.state
    rng.random(), twin.random()
    assert pair.call(lambda rng: rng.integers(100), rng) == twin.integers(100)
    assert pair.call(lambda rng: rng, rng) is rng


def test_generators_spawned_inside_repeat():
    def draw(rng):
        return rng.spawn(1)[0].random()

    assert Pair().call(draw, np.random.default_rng(1)) == Pair().call(
        draw, np.random.default_rng(1)
    )


def test_other_generators_stay_outside(pair):
    for generator in (np.random.RandomState(0), np.random.Generator(np.random.MT19937(0))):
        with pytest.raises(Unsendable):
            pair.call(lambda rng: 0, generator)


def test_handles_are_the_same_object_inside(pair):
    thing = object()
    handle = pair.call(lambda: thing)
    assert isinstance(handle, Handle)
    assert pair.call(lambda h: h is thing, handle) is True
    assert pair.call(lambda: thing) is handle
    assert handle == handle and handle != pair.call(lambda: object())


def test_kinds_of_tuples_lists_and_arrays_arrive_as_their_base(pair):
    class Rows(list):
        pass

    result = pair.call(
        lambda: (np.linalg.eigh(np.eye(2)), Rows([1]), defaultdict(int, a=1), np.ma.array([1.0]))
    )
    assert [type(part) for part in result] == [tuple, list, dict, np.ndarray]
    assert result[1:3] == ([1], {"a": 1})
    loop = Rows()
    loop.append(loop)
    inner = pair.call(lambda: loop)
    for _ in range(MAX_DEPTH):
        inner = inner if isinstance(inner, Handle) else inner[0]
    assert isinstance(inner, Handle)


def test_opaque_results_are_handles_whatever_they_hold(pair):
    out, cache = pair.call(lambda: (1.0, None), opaque=[1])
    assert out == 1.0 and isinstance(cache, Handle)
    assert pair.call(lambda cache: cache is None, cache) is True
    out, cache = pair.call(lambda: [1.0, np.ones(2)], opaque=[1])
    assert isinstance(cache, Handle)
    assert pair.call(lambda: 2.0, opaque=[1]) == 2.0


def test_a_released_handle_frees_its_object(pair):
    handle = pair.call(lambda: object())
    assert len(pair.objects._handles) == 1
    del handle
    pair.call(lambda: 0)
    assert len(pair.objects._handles) == 0


def test_a_handle_that_comes_back_before_its_release_stays(pair):
    thing = object()
    handle = pair.call(lambda: thing)
    request, parts, payload = pair.ask(lambda: thing)
    del handle  # its release waits for the next request
    handle = pair.ledger.read(request, parts, payload)
    assert pair.call(lambda h: h is thing, handle) is True
    assert pair.call(lambda h: h is thing, handle) is True


def test_arrays_that_are_gone_are_forgotten(pair):
    x = np.ones(3)
    pair.call(lambda x: None, x)
    assert len(pair.objects._arrays) == 1
    del x
    pair.call(lambda: 0)
    assert len(pair.objects._arrays) == 0


def test_the_book_has_a_bound_and_an_old_array_still_works(pair):
    many = [np.full(2, float(i)) for i in range(MAX_ARRAYS + 40)]
    for x in many:
        pair.call(lambda x: None, x)
    pair.call(lambda: 0)
    assert len(pair.objects._arrays) <= MAX_ARRAYS

    def spoil(x):
        x[:] = -1

    pair.call(spoil, many[0])
    np.testing.assert_array_equal(many[0], -1)


@pytest.mark.parametrize(
    "operation",
    [
        bool,
        len,
        iter,
        float,
        np.asarray,
        np.sum,
        lambda h: h[0],
        lambda h: h + 1,
        lambda h: 1 + h,
        lambda h: h < 1,
        lambda h: np.ones(2) * h,
        lambda h: np.ones(2) < h,
        lambda h: h == h and bool(h),
        lambda h: np.allclose(h, 1),
        lambda h: h(),
        lambda h: abs(h),
        lambda h: h.anything,
        lambda h: 1 in h,
    ],
)
def test_a_handle_has_no_value_outside(pair, operation):
    handle = pair.call(lambda: object())
    with pytest.raises((TypeError, AttributeError)):
        operation(handle)


def test_a_handle_equals_nothing_but_itself(pair):
    class Yes:
        def __eq__(self, other):
            return True

    handle = pair.call(lambda: Yes())
    assert handle != 1 and handle != np.float64(1)
    assert not np.any(np.ones(3) == handle)
    assert copy.deepcopy([handle])[0] is handle


def test_a_handle_of_another_process_is_refused(pair):
    handle = Pair().call(lambda: object())
    with pytest.raises(Unsendable, match="gone"):
        pair.call(lambda h: 0, handle)


def test_functions_cross_by_name_alone(pair):
    assert pair.call(lambda f: f is np.mean, np.mean) is True
    for function in (lambda x: x, copy.copy, Pair.call, print):
        with pytest.raises(Unsendable, match="function"):
            pair.call(lambda f: 0, function)


def test_a_failed_call_leaves_the_books_in_step(pair):
    x, y = np.ones(2), np.zeros(2)
    with pytest.raises(Unsendable):
        pair.call(lambda *a: 0, x, object())
    pair.call(lambda y: y.__iadd__(1), y)
    pair.call(lambda x: x.__iadd__(1), x)
    assert x.tolist() == [2, 2] and y.tolist() == [1, 1]


def test_a_result_that_is_too_large_leaves_the_books_in_step(pair):
    x = np.ones(2)
    request = pair.ledger.write((x,))
    pair.ledger.sent(request)
    payload = memoryview(b"".join(request.writer.buffers))
    pair.objects.read(payload, request.updates, request.values)
    with pytest.raises(WireError):
        pair.objects.write([np.ones(1), *range(300_000)], ())
    parts, buffers = pair.objects.write(None, ())
    pair.objects.sent()
    pair.ledger.read(request, parts, memoryview(b"".join(buffers)))
    pair.call(lambda x: x.__iadd__(1), x)
    assert x.tolist() == [2, 2]


# What an honest process never answers


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [1, [], []],
        [1, [], [], [], []],
        [1, {}, [], []],
        [["r", 99], [], [], []],
        [["h", 0, "x"], [], [], []],
        [["h", -1, "x"], [], [], []],
        [["h", 1 << 60, "x"], [], [], []],
        [["h", 1, 2], [], [], []],
        [["p", "f"], [], [], []],
        [["m", "os", "system"], [], [], []],
        [["g", 1, ["0x1", "0x1", "0x0", "0x0"]], [], [], []],
        [["a", 1, "|u1", [0], "C", True], [], [], []],
        [["l", ["a", -1, "|u1", [0], "C", True], ["a", -1, "|u1", [0], "C", True]], [], [], []],
        [1, [["a", 7, "<f8", [2], "C", True]], [], []],
        [1, [["a", 1, "<f8", [0], "C", True]], [], []],
        [1, [["a", 1, "<i8", [0, 3], "C", True]], [], []],
        [1, [["h", 1, "x"]], [], []],
        [1, [5], [], []],
        [1, [], [["g", 1, ["0x1", "0x1", "0x0", "0x0"]]], []],
        [1, [], [["g", 2, ["0x1"]]], []],
        [1, [], [["g", 2, ["0x1", "0x2", "0x0", "0x0"]]], []],
        [1, [], [["g", 2, [1, 1, 0, 0]]], []],
        [1, [], [["g", 2, [hex(1 << 128), "0x1", "0x0", "0x0"]]], []],
        [1, [], [["g", 2, ["-0x1", "0x1", "0x0", "0x0"]]], []],
        [1, [], [["g", 2, ["0x1", "0x1", "0x2", "0x0"]]], []],
        [1, [], [], [[9, ["l"]]]],
        [1, [], [], [[-1, ["l"]]]],
        [1, [], [], [[0, ["d"]]]],
        [1, [], [], [[0, 5]]],
    ],
    ids=str,
)
def test_wrong_replies_are_refused_and_change_nothing(pair, parts):
    x, rng, items = np.ones((0, 3)), np.random.default_rng(0), [1]
    before = rng.bit_generator.state
    request, right, payload = pair.ask(lambda *args: 0, x, rng, items)
    with pytest.raises(WireError):
        pair.ledger.read(request, parts, memoryview(b""))
    assert rng.bit_generator.state == before and items == [1]
    assert pair.ledger.read(request, right, payload) == 0


nodes = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 1 << 50) | st.text(max_size=3)
    | st.sampled_from(["a", "r", "h", "g", "t", "l", "d", "<f8", "C", "0x1"]),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(nodes, min_size=3, max_size=5), st.binary(max_size=32))
def test_random_replies(parts, payload):
    pair = Pair()
    request, _, _ = pair.ask(lambda *a: 0, np.ones(2), np.random.default_rng(0), [1])
    try:
        pair.ledger.read(request, parts, memoryview(payload))
    except WireError:
        return
