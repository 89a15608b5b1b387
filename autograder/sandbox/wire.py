"""Messages between the trusted side and a student's process: lengths, a JSON tree, raw buffers.

A tree is nested JSON lists; whatever is not None, a bool, an int, a finite float or a string is a
list that starts with a tag. There are no offsets: the nodes that need bytes take them from the
payload one after the other, so buffers can neither overlap nor lie outside. The reader builds
builtins, arrays and NumPy scalars; every other tag goes to a function of its owner. Whatever the
bytes are, it returns a value or raises ``WireError``.
"""

import json
import math
import struct
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import SandboxError

Node = Any  # JSON
Array = NDArray[Any]

HEADER = struct.Struct("<4sIQ")
MAGIC = b"gnn1"
MAX_TREE = 4 << 20
MAX_NODES = 200_000
MAX_DEPTH = 24
MAX_DIMENSIONS = 16
MAX_ELEMENTS = 1 << 26  # of the largest message, in bytes of one
MAX_INT_BITS = 2048
MAX_CHARACTERS = 1024
NUMBERS = "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16"
DTYPES = frozenset(NUMBERS.split())
SPECIAL_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class WireError(SandboxError):
    """The bytes are not a message, or the value is too large for one."""


class NotPlain(Exception):
    """A value has no form of its own on the wire."""


def is_plain_text(text: str) -> bool:
    """Tell whether ``text`` can be written anywhere: a lone surrogate breaks ``print``."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def dtype_code(dtype: np.dtype[Any]) -> str | None:
    """Return the name of ``dtype`` on the wire, None if it may not cross."""
    code = dtype.str
    if code in DTYPES or (code.startswith("<U") and 1 <= dtype.itemsize // 4 <= MAX_CHARACTERS):
        return code
    return None


def parse_dtype(code: object) -> np.dtype[Any]:
    """Return the dtype of a name on the wire."""
    if type(code) is str:
        if code in DTYPES:
            return np.dtype(code)
        digits = code[2:]
        if code.startswith("<U") and len(digits) <= 4 and digits.isascii() and digits.isdigit():
            size = int(digits)
            if 1 <= size <= MAX_CHARACTERS and digits == str(size):
                return np.dtype(code)
    raise WireError("a dtype that may not cross")


def _is_small(shape: Iterable[int]) -> bool:
    """Tell whether no sum over an axis is larger than a message may be, also of no elements."""
    return math.prod(size for size in shape if size) <= MAX_ELEMENTS


class Writer:
    """Turn values into nodes and collect their bytes.

    ``other`` gets each value that has no form of its own, with its depth, and returns a node.
    """

    def __init__(self, other: Callable[["Writer", object, int], Node]) -> None:
        self.buffers: list[bytes] = []
        self.lists: list[list[Any] | dict[Any, Any]] = []
        self._other = other
        self._nodes = 0

    def node(self, value: object, depth: int = 0) -> Node:
        """Return the node of ``value``; only exact builtin types have their own."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise WireError(f"more than {MAX_NODES} values in one message")
        try:
            return self._plain(value, depth)
        except NotPlain:
            return self._other(self, value, depth)

    def _plain(self, value: object, depth: int) -> Node:
        kind = type(value)
        if value is None or kind is bool:
            return value
        if isinstance(value, np.generic):
            return self._scalar(value)
        if kind is int:
            return self._integer(value)  # type: ignore[arg-type]
        if kind is float:
            return self._float(value)  # type: ignore[arg-type]
        if kind is complex:
            return ["z", self._float(value.real), self._float(value.imag)]  # type: ignore[attr-defined]
        if kind is str and is_plain_text(value):  # type: ignore[arg-type]
            return value
        if depth >= MAX_DEPTH:
            raise NotPlain
        if kind is tuple:
            return ["t", *(self.node(item, depth + 1) for item in value)]  # type: ignore[attr-defined]
        if kind is list:
            self.lists.append(value)  # type: ignore[arg-type]
            return ["l", *(self.node(item, depth + 1) for item in value)]  # type: ignore[attr-defined]
        if kind is dict:
            return self._dictionary(value, depth)  # type: ignore[arg-type]
        raise NotPlain

    def _integer(self, value: int) -> Node:
        if value.bit_length() < 53:
            return value
        if value.bit_length() > MAX_INT_BITS:
            raise NotPlain
        return ["i", hex(value)]

    def _float(self, value: float) -> Node:
        return value if math.isfinite(value) else ["f", repr(value)]

    def _scalar(self, value: np.generic) -> Node:
        if type(value) is np.str_ and is_plain_text(str(value)):
            return ["u", str(value)]
        code = value.dtype.str
        if code not in DTYPES or type(value) is not value.dtype.type:
            raise NotPlain
        self.buffers.append(value.tobytes())
        return ["s", code]

    def _dictionary(self, value: dict[Any, Any], depth: int) -> Node:
        for key in value:
            if not (type(key) is str and is_plain_text(key)) and not (
                type(key) is int and key.bit_length() < 53
            ):
                raise NotPlain
        self.lists.append(value)
        node: list[Node] = ["d"]
        for key, item in value.items():
            node += key, self.node(item, depth + 1)
        return node

    def array(self, number: int, array: Array, raw: bytes, order: str) -> Node:
        """Return the node of an array whose bytes in ``order`` are ``raw``."""
        code = dtype_code(array.dtype)
        if code is None or type(array) is not np.ndarray or array.ndim > MAX_DIMENSIONS:
            raise NotPlain
        if not array.size and not _is_small(array.shape):
            raise NotPlain
        self.buffers.append(raw)
        return ["a", number, code, list(array.shape), order, array.flags.writeable]


def pack(tree: Node, buffers: list[bytes], max_payload: int) -> bytes:
    """Return the bytes of a message."""
    text = _ENCODER.encode(tree).encode()
    size = sum(map(len, buffers))
    if len(text) > MAX_TREE or size > max_payload:
        raise WireError(f"a message of {len(text) + size} bytes is too large")
    return b"".join([HEADER.pack(MAGIC, len(text), size), text, *buffers])


def parse_header(header: bytes, max_payload: int) -> tuple[int, int]:
    """Return the lengths of tree and payload."""
    if len(header) != HEADER.size:
        raise WireError("a header of the wrong length")
    magic, tree, payload = HEADER.unpack(header)
    if magic != MAGIC or tree > MAX_TREE or payload > max_payload:
        raise WireError("a header that announces no message, or one that is too large")
    return tree, payload


def parse_tree(text: bytes) -> Node:
    """Return the JSON tree; its nodes are not checked yet."""
    if len(text) > MAX_TREE:
        raise WireError("a tree that is too large")
    try:
        # JSON's decoder recurses in C: deep nesting ends in RecursionError.
        return _DECODER.decode(text.decode())
    except (ValueError, RecursionError) as error:
        raise WireError("a tree that is not JSON") from error


def _refuse_constant(name: str) -> None:
    raise WireError(f"{name} in a tree")


# json.dumps and json.loads would make them anew for every message.
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


class Reader:
    """Turn nodes into values, taking bytes from ``payload`` in order.

    ``other`` gets the nodes with tags of its own and returns their value or raises ``WireError``.
    """

    def __init__(self, payload: memoryview, other: Callable[["Reader", list[Any]], object]) -> None:
        self.lists: list[list[Any] | dict[Any, Any]] = []
        self._payload = payload
        self._other = other
        self._position = 0
        self._nodes = 0

    def value(self, node: Node, depth: int = 0) -> Any:
        """Return the value of ``node``."""
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("too many values, or nested too deeply")
        kind = type(node)
        if node is None or kind is bool:
            return node
        if kind is int:
            if node.bit_length() > 64:
                raise WireError("a plain integer of more than 64 bits")
            return node
        if kind is float:
            if not math.isfinite(node):
                raise WireError("a plain number that is not finite")
            return node
        if kind is str:
            return self.text(node)
        if kind is not list or not node or type(node[0]) is not str:
            raise WireError("a node without a tag")
        return self._tagged(node, depth)

    def _tagged(self, node: list[Any], depth: int) -> object:
        tag, *fields = node
        if tag == "t":
            return tuple([self.value(item, depth + 1) for item in fields])
        if tag == "l":
            items: list[Any] = []
            self.lists.append(items)
            items += [self.value(item, depth + 1) for item in fields]
            return items
        if tag == "d":
            return self._dictionary(fields, depth)
        if tag == "i" and len(fields) == 1:
            return self.integer(fields[0])
        if tag == "f" and len(fields) == 1 and type(fields[0]) is str:
            if fields[0] in SPECIAL_FLOATS:
                return SPECIAL_FLOATS[fields[0]]
        elif tag == "z" and len(fields) == 2:
            real, imag = (self.value(part, depth + 1) for part in fields)
            if type(real) is float and type(imag) is float:
                return complex(real, imag)
        elif tag == "u" and len(fields) == 1:
            return np.str_(self.text(fields[0]))
        elif tag == "s" and len(fields) == 1:
            dtype = parse_dtype(fields[0])
            if dtype.kind != "U":
                return self._elements(dtype, 1)[0]
        else:
            return self._other(self, node)
        raise WireError(f"a wrong {tag!r} node")

    def text(self, node: object) -> str:
        """Return a string that can be printed."""
        if type(node) is not str or not is_plain_text(node):
            raise WireError("not a text")
        return node

    def integer(self, node: object, bits: int = MAX_INT_BITS) -> int:
        """Return a large integer, written in base 16."""
        if type(node) is not str or len(node) > bits // 4 + 4:
            raise WireError("not an integer")
        try:
            number = int(node, 16)
        except ValueError as error:
            raise WireError("not an integer") from error
        if node != hex(number) or number.bit_length() > bits:
            raise WireError("not an integer of this size")
        return number

    def _dictionary(self, fields: list[Any], depth: int) -> dict[Any, Any]:
        if len(fields) % 2:
            raise WireError("a key without a value")
        result: dict[Any, Any] = {}
        self.lists.append(result)
        for key, item in zip(fields[::2], fields[1::2], strict=True):
            if type(key) not in (str, int) or key in result:
                raise WireError("a key that is neither text nor an integer, or appears twice")
            result[self.value(key, depth + 1)] = self.value(item, depth + 1)
        return result

    def array(self, node: list[Any]) -> tuple[int, Array, str, bool]:
        """Return number, a fresh array, its order and whether it may be written to."""
        if len(node) != 6:
            raise WireError("a wrong array node")
        _, number, code, shape, order, writable = node
        if type(number) is not int or number.bit_length() > 48 or type(writable) is not bool:
            raise WireError("an array with a wrong number or flag")
        if order not in ("C", "F") or type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise WireError("an array with a wrong order or shape")
        if not all(type(size) is int and 0 <= size < 1 << 40 for size in shape):
            raise WireError("an array with a wrong shape")
        if not _is_small(shape):
            raise WireError("an array with a shape that is too large")
        elements = self._elements(parse_dtype(code), math.prod(shape))
        return number, elements.reshape(shape, order=order).copy(order=order), order, writable

    def _elements(self, dtype: np.dtype[Any], count: int) -> Array:
        end = self._position + count * dtype.itemsize
        if end > len(self._payload):
            raise WireError("an array that is longer than the payload")
        raw = np.frombuffer(self._payload[self._position : end], np.uint8)
        self._position = end
        # Bytes that no array of this kind holds: a "True" that counts as 200, text that explodes.
        if dtype.kind == "b" and raw.size and raw.max() > 1:
            raise WireError("a bool that is neither 0 nor 1")
        if dtype.kind == "U":
            points = raw.view("<u4")
            if ((points > 0x10FFFF) | ((points >= 0xD800) & (points < 0xE000))).any():
                raise WireError("text with characters that do not exist")
        return raw.view(dtype)

    def finish(self) -> None:
        """Check that the message used all its bytes."""
        if self._position != len(self._payload):
            raise WireError("bytes that belong to nothing")
