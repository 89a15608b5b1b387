"""The student's side of the book: what the trusted side knows by number, and what became of it."""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import generators
from .wire import MAX_DEPTH, Array, Node, NotPlain, Reader, WireError, Writer

PLAIN: tuple[Any, ...] = (tuple, list, dict, np.ndarray)


class Missing(Exception):
    """The student's namespace does not hold a name."""


@dataclass
class _Known:
    array: Array
    order: str
    snapshot: bytes
    form: tuple[object, ...]  # dtype and shape: both can be changed in place


def _know(array: Array, order: str, raw: bytes) -> _Known:
    return _Known(array, order, raw, (array.dtype, array.shape))


class Objects:
    """Arrays, generators and handles of one worker; ``names`` is the student's namespace."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._arrays: dict[int, _Known] = {}
        self._generators: dict[int, tuple[np.random.Generator, generators.State]] = {}
        self._numbers: dict[int, int] = {}  # of arrays and generators, by id
        self._handles: dict[int, object] = {}
        self._handle_numbers: dict[int, int] = {}  # by id
        self._next_array = -1
        self._next_handle = 1

    # A request

    def forget(self, numbers: Iterable[int], handles: Iterable[int]) -> None:
        """Drop what the trusted side no longer holds."""
        for number in numbers:
            if number in self._arrays:
                self._numbers.pop(id(self._arrays.pop(number).array), None)
            elif number in self._generators:
                del self._numbers[id(self._generators.pop(number)[0])]
        for number in handles:
            if number in self._handles:
                del self._handle_numbers[id(self._handles.pop(number))]

    def read(self, payload: memoryview, updates: list[Node], values: list[Node]) -> list[Any]:
        """Take over what changed outside and return the values of a request.

        Each list and dictionary among them is kept for the reply.
        """
        reader = Reader(payload, self._read_other)
        for node in updates:
            self._read_other(reader, node)
        result = [reader.value(node) for node in values]
        self._lists = [(content, content.copy()) for content in reader.lists]
        return result

    def _read_other(self, reader: Reader, node: list[Any]) -> object:
        match node:
            case ["a", *_]:
                return self._read_array(reader, node)
            case ["g", number, state]:
                return self._read_generator(number, generators.read_state(reader, state))
            case ["r", number] if number in self._arrays:
                return self._arrays[number].array
            case ["r", number]:
                return self._generators[number][0]
            case ["h", number]:
                return self._handles[number]
            case ["p", name]:
                return self.named(name)
            case ["m", module, name]:
                return getattr(importlib.import_module(module), name)
        raise WireError("a node of no known kind")

    def named(self, name: str) -> Any:
        """Return an object of the student's namespace."""
        try:
            return self._names[name]
        except KeyError:
            raise Missing(name) from None

    def _read_array(self, reader: Reader, node: list[Any]) -> Array:
        number, fresh, order, writable = reader.array(node)
        array = self._arrays[number].array if number in self._arrays else fresh
        if array is not fresh:
            array.setflags(write=True)
            np.copyto(array, fresh)
        array.setflags(write=writable)
        self._arrays[number] = _know(array, order, array.tobytes(order=order))  # type: ignore[arg-type]
        self._numbers[id(array)] = number
        return array

    def _read_generator(self, number: int, state: generators.State) -> np.random.Generator:
        if number in self._generators:
            generator = self._generators[number][0]
        else:
            # Seeded by its state, so that what a student spawns from it repeats too.
            generator = np.random.Generator(np.random.PCG64(state[0]))
            self._numbers[id(generator)] = number
        generators.set_state(generator, state)
        self._generators[number] = generator, state
        return generator

    # A reply

    def write(self, value: object, opaque: Iterable[int]) -> tuple[list[Node], list[bytes]]:
        """Return the four parts of a reply and its bytes; nothing counts before ``sent``.

        Positions in ``opaque`` of a tuple or list stay here, whatever they hold.
        """
        self._new: dict[int, _Known] = {}
        self._new_ids: dict[int, int] = {}
        self._new_states: dict[int, tuple[np.random.Generator, generators.State]] = {}
        writer = Writer(self._write_other)
        result = self._write_result(writer, value, frozenset(opaque))
        return [result, *self._write_changes(writer)], writer.buffers

    def sent(self) -> None:
        """Enter into the book what the last reply told the other side."""
        for number, known in self._new.items():
            self._arrays[number] = known
            self._numbers[id(known.array)] = number
        self._generators.update(self._new_states)

    def _write_result(self, writer: Writer, value: object, opaque: frozenset[int]) -> Node:
        if not opaque or not isinstance(value, tuple | list):
            return writer.node(value)
        items = [
            self._write_handle(item) if index in opaque else writer.node(item, 1)
            for index, item in enumerate(value)
        ]
        return ["l" if isinstance(value, list) else "t", *items]

    def _write_changes(self, writer: Writer) -> list[list[Node]]:
        arrays, states, lists = [], [], []
        for number, known in self._arrays.items():
            array = known.array
            if known.form != (array.dtype, array.shape):
                continue  # it was made into another array, which the caller's cannot become
            raw = array.tobytes(order=known.order)  # type: ignore[arg-type]
            if raw != known.snapshot:
                arrays.append(writer.array(number, array, raw, known.order))
                self._new[number] = _know(array, known.order, raw)
        for number, (generator, old) in self._generators.items():
            state = generators.get_state(generator)
            if state != old:
                states.append(["g", number, generators.write_state(state)])
                self._new_states[number] = generator, state
        for index, (content, old_content) in enumerate(self._lists):
            if not _same_items(content, old_content):
                lists.append([index, writer.node(content)])
        return [arrays, states, lists]

    def _write_other(self, writer: Writer, value: object, depth: int) -> Node:
        number = self._numbers.get(id(value))
        known = self._arrays.get(number) if number else None
        if number and (known is None or known.form == (known.array.dtype, known.array.shape)):
            return ["r", number]
        if type(value) is np.ndarray:
            return self._write_array(writer, value)
        for base in PLAIN:
            # A named tuple, a defaultdict, a matrix: here a test would see its base as well.
            if isinstance(value, base) and type(value) is not base and depth < MAX_DEPTH:
                plain = np.asarray(value) if base is np.ndarray else base(value)
                return writer.node(plain, depth + 1)
        return self._write_handle(value)

    def _write_array(self, writer: Writer, array: Array) -> Node:
        if id(array) in self._new_ids:
            return ["r", self._new_ids[id(array)]]
        order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
        raw = array.tobytes(order=order)  # type: ignore[arg-type]
        try:
            node = writer.array(self._next_array, array, raw, order)
        except NotPlain:
            return self._write_handle(array)
        self._new[self._next_array] = _know(array, order, raw)
        self._new_ids[id(array)] = self._next_array
        self._next_array -= 1
        return node

    def _write_handle(self, value: object) -> Node:
        number = self._handle_numbers.get(id(value))
        if number is None:
            number, self._next_handle = self._next_handle, self._next_handle + 1
            self._handles[number] = value
            self._handle_numbers[id(value)] = number
        return ["h", number, type(value).__name__[:80]]


def _same_items(one: list[Any] | dict[Any, Any], other: list[Any] | dict[Any, Any]) -> bool:
    if len(one) != len(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = zip(one.items(), other.items(), strict=True)
        return all(a is c and b is d for (a, b), (c, d) in pairs)
    return all(a is b for a, b in zip(one, other, strict=True))
