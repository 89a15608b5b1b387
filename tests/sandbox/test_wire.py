"""The decoder returns a value or raises WireError, whatever the bytes are."""

import json
import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.wire import (
    HEADER,
    MAGIC,
    MAX_DEPTH,
    NotPlain,
    Reader,
    WireError,
    Writer,
    pack,
    parse_header,
    parse_tree,
)

LIMIT = 1 << 20


def other(reader, node):
    if node[0] == "a":
        return reader.array(node)[1]
    raise WireError("unknown")


def write_array(writer, value, depth):
    if type(value) is not np.ndarray:
        raise NotPlain
    order = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
    return writer.array(1, value, value.tobytes(order=order), order)


def send(value):
    writer = Writer(write_array)
    node = writer.node(value)
    return pack(node, writer.buffers, LIMIT)


def receive(message):
    tree, payload = parse_header(message[: HEADER.size], LIMIT)
    body = message[HEADER.size :]
    if len(body) != tree + payload:
        raise WireError("cut")
    reader = Reader(memoryview(body)[tree:], other)
    value = reader.value(parse_tree(body[:tree]))
    reader.finish()
    return value


def same(one, two):
    """Compare values and their exact types."""
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
    if isinstance(one, np.str_):
        return str(one) == str(two)
    if isinstance(one, np.generic):
        return one.dtype == two.dtype and one.tobytes() == two.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", two) or (one != one and two != two)
    if isinstance(one, complex):
        return same(one.real, two.real) and same(one.imag, two.imag)
    return one == two


texts = st.text(st.characters(codec="utf-8"), max_size=20)
dtypes = st.sampled_from(["?", "i1", "<i4", "<i8", "u1", "<u8", "<f2", "<f4", "<f8", "<c16", "<U3"])
arrays = dtypes.flatmap(
    lambda dtype: hnp.arrays(
        dtype,
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
        # NumPy drops the null characters at an end.
        elements=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3)
        if "U" in dtype
        else None,
    )
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(1 << 900), 1 << 900),
    st.floats(),
    st.complex_numbers(),
    texts,
    st.floats(width=32).map(np.float32),
    st.integers(0, 255).map(np.uint8),
    st.booleans().map(np.bool_),
    texts.map(np.str_),
)
values = st.recursive(
    scalars | arrays,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(texts | st.integers(-5, 5), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(values)
def test_what_is_sent_arrives(value):
    assert same(receive(send(value)), value)


def test_same_sees_a_difference():
    assert not same([1], [True])
    assert not same(np.zeros(3), np.zeros((3, 1)))
    assert not same(0.0, -0.0)
    assert not same(np.float32(1), 1.0)


def test_a_transposed_array_arrives_transposed():
    array = np.arange(6.0).reshape(2, 3).T
    copy = receive(send(array))
    assert copy.flags.f_contiguous and not copy.flags.c_contiguous
    np.testing.assert_array_equal(copy, array)


class Odd(int):
    pass


@pytest.mark.parametrize(
    "value",
    [
        Odd(3),
        {1, 2},
        b"bytes",
        1 << 3000,
        "\ud800",
        {1.5: 2},
        {(1, 2): 3},
        np.longdouble(1),
        np.datetime64("2020-01-01"),
        np.array([object()]),
        np.array([1.0], ">f8"),
        np.ma.masked_array([1.0]),
        np.linalg.eigh(np.eye(2)),
        np.zeros(3, [("a", "f8")]),
        lambda: 0,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_is_left_to_the_owner(value):
    with pytest.raises(NotPlain):
        send([value])


def test_limits_of_the_writer():
    loop = []
    loop.append(loop)
    with pytest.raises(NotPlain):
        send(loop)
    wide = []
    for _ in range(MAX_DEPTH - 2):
        wide = [wide, wide]
    with pytest.raises(WireError, match="values in one message"):
        send(wide)
    with pytest.raises(WireError, match="too large"):
        send(np.zeros(LIMIT))


# What the decoder must refuse


def message(tree, payload=b""):
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return HEADER.pack(MAGIC, len(text), len(payload)) + text + payload


HOSTILE = {
    "nan": b"NaN",
    "infinity": b"[-Infinity]",
    "overflow to infinity": b"1e999",
    "huge integer": b"1" * 30,
    "endless integer": b"1" * 100_000,
    "object": {"a": 1},
    "nested object": ["l", {"a": 1}],
    "empty node": [],
    "tag is no text": [1, 2],
    "unknown tag": ["exec", "1"],
    "deep": b"[" * 100_000,
    "deep and closed": b'["l",' * 60 + b"1" + b"]" * 60,
    "half a pair": ["d", "a"],
    "key twice": ["d", "a", 1, "a", 2],
    "key is a list": ["d", ["l"], 1],
    "key is a float": ["d", 1.5, 1],
    "key is true": ["d", True, 1],
    "surrogate": b'"\\ud800"',
    "surrogate key": b'["d","\\ud800",1]',
    "bytes that are no text": b'"\xff"',
    "float that is not special": ["f", "0"],
    "float of a list": ["f", ["nan"]],
    "integer of base 10": ["i", "12"],
    "integer with spaces": ["i", " 0xff"],
    "integer with underscores": ["i", "0xf_f"],
    "integer too large": ["i", hex(1 << 4000)],
    "integer of megabytes": ["i", "0x" + "f" * 1_000_000],
    "complex of integers": ["z", 1, 2],
    "complex of arrays": ["z", ["l"], ["l"]],
    "text of a number": ["u", 1],
    "scalar object": ["s", "|O"],
    "scalar without bytes": ["s", "<f8"],
    "scalar text": ["s", "<U1"],
    "scalar of a list": ["s", ["<f8"]],
    "array of objects": ["a", 1, "|O", [1], "C", True],
    "array of records": ["a", 1, "<f8,<f8", [1], "C", True],
    "array of void": ["a", 1, "|V8", [1], "C", True],
    "array of dates": ["a", 1, "<M8[s]", [1], "C", True],
    "array of no dtype": ["a", 1, None, [1], "C", True],
    "array of long text": ["a", 1, "<U99999", [0], "C", True],
    "array of odd text": ["a", 1, "<U01", [0], "C", True],
    "array of empty text": ["a", 1, "<U0", [4], "C", True],
    "negative dimension": ["a", 1, "<f8", [-1], "C", True],
    "two negative dimensions": ["a", 1, "<f8", [-1, -1], "C", True],
    "huge dimension": ["a", 1, "<f8", [1 << 62], "C", True],
    "huge dimensions, no bytes": ["a", 1, "<f8", [0, 1 << 39, 1 << 39], "C", True],
    "float dimension": ["a", 1, "<f8", [1.0], "C", True],
    "true dimension": ["a", 1, "|u1", [True], "C", True],
    "shape is text": ["a", 1, "<f8", "22", "C", True],
    "too many dimensions": ["a", 1, "<f8", [1] * 40, "C", True],
    "odd order": ["a", 1, "<f8", [0], "K", True],
    "order is a list": ["a", 1, "<f8", [0], ["C"], True],
    "number is text": ["a", "1", "<f8", [0], "C", True],
    "number is huge": ["a", 1 << 60, "<f8", [0], "C", True],
    "flag is a number": ["a", 1, "<f8", [0], "C", 1],
    "fields missing": ["a", 1, "<f8", [0]],
    "not json": b"[1,",
    "two values": b"1 2",
    "nothing": b"",
}


@pytest.mark.parametrize("tree", HOSTILE.values(), ids=HOSTILE)
def test_hostile_trees_are_refused(tree):
    with pytest.raises(WireError):
        receive(message(tree))


@pytest.mark.parametrize(
    ("tree", "payload"),
    [
        (1, b"left over"),
        (["a", 1, "<f8", [2], "C", True], b"\0" * 15),
        (["a", 1, "<f8", [1], "C", True], b"\0" * 16),
        (["l", ["a", 1, "|u1", [8], "C", True], ["a", 2, "|u1", [8], "C", True]], b"\0" * 8),
        (["l", ["a", 1, "<f8", [-1], "C", True], ["a", 2, "<f8", [2], "C", True]], b"\0" * 8),
        (["a", 1, "|b1", [1], "C", True], b"\2"),
        (["s", "|b1"], b"\xff"),
        (["a", 1, "<U1", [1], "C", True], b"\xff\xff\xff\x7f"),
        (["a", 1, "<U1", [1], "C", True], b"\0\xd8\0\0"),
    ],
    ids=[
        "rest",
        "short",
        "long",
        "overlap",
        "backwards",
        "bool 2",
        "scalar bool",
        "no character",
        "surrogate",
    ],
)
def test_hostile_payloads_are_refused(tree, payload):
    with pytest.raises(WireError):
        receive(message(tree, payload))


def test_the_helper_accepts_what_is_right():
    assert receive(message(["l", 1, ["f", "nan"]]))[0] == 1
    assert receive(message(["a", 1, "<f8", [1], "C", True], b"\0" * 8)) == 0
    assert receive(message(["a", 1, "<f8", [0, 1 << 20], "C", True])).shape == (0, 1 << 20)


def test_an_array_of_no_elements_whose_sum_fills_the_memory_is_refused():
    with pytest.raises(WireError, match="too large"):
        receive(message(["a", 1, "<f8", [0, 1 << 39], "C", True]))
    with pytest.raises(NotPlain):
        Writer(lambda *_: None).array(1, np.zeros((0, 1 << 39)), b"", "C")


def test_too_many_nodes_are_refused():
    with pytest.raises(WireError):
        receive(message(["l", *[0] * 300_000]))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"gnn1",
        HEADER.pack(b"evil", 1, 1),
        HEADER.pack(MAGIC, 1 << 31, 0),
        HEADER.pack(MAGIC, 0, 1 << 60),
        HEADER.pack(MAGIC, 1, LIMIT + 1),
    ],
)
def test_hostile_headers_are_refused(header):
    with pytest.raises(WireError):
        parse_header(header, LIMIT)


def returns_or_refuses(data):
    try:
        receive(data)
    except WireError:
        return


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes(data):
    returns_or_refuses(data)
    returns_or_refuses(message(data))


json_trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts
    | st.sampled_from([*"atldifzusC", "<f8", "|b1", "<U2", "nan"]),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(json_trees, st.binary(max_size=64))
def test_random_trees(tree, payload):
    returns_or_refuses(message(tree, payload))


@settings(max_examples=300, deadline=None)
@given(values, st.data())
def test_mutated_messages(value, data):
    changed = bytearray(send(value))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed) - 1))
        action = data.draw(st.sampled_from(["change", "insert", "delete"]))
        byte = data.draw(st.integers(0, 255))
        if action == "change":
            changed[place] = byte
        elif action == "insert":
            changed.insert(place, byte)
        elif len(changed) > 1:
            del changed[place]
    returns_or_refuses(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(values, st.integers(0, 1 << 30), st.sampled_from(["tree", "payload"]))
def test_wrong_lengths(value, size, which):
    data = bytearray(send(value))
    _, tree, payload = HEADER.unpack(data[: HEADER.size])
    sizes = (size, payload) if which == "tree" else (tree, size)
    data[: HEADER.size] = HEADER.pack(MAGIC, *sizes)
    returns_or_refuses(bytes(data))


def test_special_floats_arrive():
    assert math.isnan(receive(send(math.nan)))
    assert receive(send([math.inf, -math.inf])) == [math.inf, -math.inf]
