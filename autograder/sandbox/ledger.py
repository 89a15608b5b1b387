"""The trusted side's book of what it shares with one student's process.

A check compares its arrays before and after a call, so an array that crossed must stay the same
array: the book knows each one by number as long as the trusted side holds it, sends what changed
out here before a call and writes back what changed in there after it.
"""

import sys
import weakref
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import generators
from .errors import Unsendable, clip
from .generators import State
from .handle import Handle
from .wire import Array, Node, NotPlain, Reader, WireError, Writer

# A book that keeps everything makes a loop over n arrays cost n * n: the oldest leave it.
MAX_ARRAYS = 64
MAX_BYTES = 2 << 20
MAX_GENERATORS = 16


@dataclass
class _Held:
    reference: weakref.ref[Array]
    order: str
    snapshot: bytes
    form: tuple[object, ...]  # dtype and shape: both can be changed in place


def _hold(array: Array, order: str, raw: bytes) -> _Held:
    return _Held(weakref.ref(array), order, raw, (array.dtype, array.shape))


@dataclass
class Request:
    """The parts of a request that hold values, and what the book learns when it was sent."""

    forget: list[int]
    release: list[int]
    updates: list[Node]
    values: list[Node]
    writer: Writer
    alive: list[object]
    shown: set[int] = field(default_factory=set)  # arrays that the call is given
    arrays: dict[int, _Held] = field(default_factory=dict)
    states: dict[int, tuple[np.random.Generator, State]] = field(default_factory=dict)


def order_of(array: Array) -> str:
    """Return "F" for a transposed array: a matrix product rounds by the order of its factors."""
    return "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"


class Ledger:
    """Numbers, snapshots and handles of one session."""

    def __init__(self, modules: Collection[str], name_of: Callable[[object], str | None]) -> None:
        """``modules`` are those whose functions may cross by name; ``name_of`` knows proxies."""
        self._modules = frozenset(modules)
        self._name_of = name_of
        self._next = 1
        self._arrays: dict[int, _Held] = {}
        self._generators: dict[int, tuple[np.random.Generator, State]] = {}
        self._ids: dict[int, int] = {}  # of arrays; an id may be stale
        self._handles: dict[int, weakref.ref[Handle]] = {}
        self._forget: list[int] = []
        # Filled by the garbage collector at any moment: a dict, whose steps are atomic.
        self._released: dict[int, None] = {}

    # A request

    def write(self, *values: object) -> Request:
        """Write ``values`` and every change since the last call, for one request.

        Raises
        ------
        Unsendable
            If a value cannot cross; the book is unchanged.
        """
        request = Request([], [], [], [], Writer(self._write_other), [])
        self._request = request
        self._write_changes(request)
        request.values = [request.writer.node(value) for value in values]
        request.forget, request.release = self._forget[:], list(self._released)
        return request

    def sent(self, request: Request) -> None:
        """Enter into the book what ``request`` told the other side."""
        del self._forget[: len(request.forget)]
        for number in request.release:
            self._released.pop(number, None)
        for number, held in request.arrays.items():
            self._arrays.pop(number, None)
            self._arrays[number] = held
        for number, entry in request.states.items():
            self._generators.pop(number, None)
            self._generators[number] = entry

    def _write_changes(self, request: Request) -> None:
        for number, held in list(self._arrays.items()):
            array = held.reference()
            if array is None or held.form != (array.dtype, array.shape):
                self._drop(number)
                continue
            request.alive.append(array)
            raw = array.tobytes(order=held.order)  # type: ignore[arg-type]
            if raw != held.snapshot:
                request.updates.append(request.writer.array(number, array, raw, held.order))
                request.arrays[number] = _hold(array, held.order, raw)
        for number, (generator, old) in self._generators.items():
            state = generators.get_state(generator)
            if state != old:
                request.updates.append(["g", number, generators.write_state(state)])
                request.states[number] = generator, state

    def _drop(self, number: int) -> None:
        del self._arrays[number]
        self._forget.append(number)
        if len(self._ids) > 4 * MAX_ARRAYS:
            self._ids = {key: value for key, value in self._ids.items() if value in self._arrays}

    def _write_other(self, writer: Writer, value: object, depth: int) -> Node:
        if isinstance(value, Handle):
            if value._owner is not self:
                raise Unsendable(f"{value!r} belongs to a process that is gone")
            self._request.alive.append(value)
            return ["h", value._number]
        name = self._name_of(value)
        if name is not None:
            return ["p", name]
        if type(value) is np.ndarray:
            return self._write_array(writer, value)
        if generators.is_sendable(value):
            return self._write_generator(value)  # type: ignore[arg-type]
        if callable(value):
            return self._write_function(value)
        raise Unsendable(
            f"a {type(value).__name__} cannot be handed to the student's code: it takes numbers, "
            "text, tuples, lists, dictionaries, arrays of numbers or text, Generators on PCG64, "
            "named functions and what it returned itself"
        )

    def _write_array(self, writer: Writer, array: Array) -> Node:
        known = self._ids.get(id(array), 0)
        held = self._request.arrays.get(known) or self._arrays.get(known)
        if held and held.reference() is array:
            self._request.arrays[known] = held
            self._request.shown.add(known)
            return ["r", known]
        number, self._next = self._next, self._next + 1
        order = order_of(array)
        raw = array.tobytes(order=order)  # type: ignore[arg-type]
        try:
            node = writer.array(number, array, raw, order)
        except NotPlain:
            raise Unsendable(f"an array of dtype {array.dtype} cannot cross") from None
        self._request.arrays[number] = _hold(array, order, raw)
        self._request.alive.append(array)
        self._request.shown.add(number)
        self._ids[id(array)] = number
        return node

    def _write_generator(self, generator: np.random.Generator) -> Node:
        for book in (self._request.states, self._generators):
            for number, (known, state) in book.items():
                if known is generator:
                    self._request.states.setdefault(number, (known, state))
                    return ["r", number]
        number, self._next = self._next, self._next + 1
        state = generators.get_state(generator)
        self._request.states[number] = generator, state
        return ["g", number, generators.write_state(state)]

    def _write_function(self, function: Any) -> Node:
        module, name = getattr(function, "__module__", ""), getattr(function, "__name__", "")
        if (
            str(module) in self._modules
            and getattr(sys.modules.get(module), name, None) is function
        ):
            return ["m", module, name]
        raise Unsendable(
            f"the function {module}.{name} cannot be handed to the student's code: only functions "
            f"that have a name in {', '.join(sorted(self._modules)) or 'no module'}, and the "
            "student's own"
        )

    # A reply

    def read(self, request: Request, tree: list[Any], payload: memoryview) -> Any:
        """Return the value of a reply and write back what the call changed.

        Everything is read before anything is written: a reply that is wrong changes nothing.

        Raises
        ------
        WireError
            If the reply is not one that an honest process sends.
        """
        if len(tree) != 4 or not all(type(part) is list for part in tree[1:]):
            raise WireError("a reply without its parts")
        renewed = self._renewed(request, tree[1])
        new = dict(renewed)

        def other(reader: Reader, node: list[Any]) -> object:
            return self._read_other(reader, node, new)

        reader = Reader(payload, other)
        value = reader.value(tree[0])
        changed = [self._read_change(reader, node) for node in tree[1]]
        states = [self._read_state(reader, node) for node in tree[2]]
        lists = [self._read_list(reader, node, request.writer.lists) for node in tree[3]]
        reader.finish()

        for number, array, fresh in changed:
            if number in renewed:
                np.copyto(renewed[number][0], fresh)
            else:
                self._write_back(number, array, fresh)
        for number, generator, state in states:
            generators.set_state(generator, state)
            self._generators[number] = generator, state
        for target, content in lists:
            target.clear()
            (target.extend if isinstance(target, list) else target.update)(content)
        for number, (array, order) in new.items():
            raw = array.tobytes(order=order)  # type: ignore[arg-type]
            self._arrays[number] = _hold(array, order, raw)
            self._ids[id(array)] = number
        self._trim()
        return value

    def _renewed(self, request: Request, changes: list[Any]) -> dict[int, tuple[Array, str]]:
        """Return new arrays, with their order, for results that a call changed unasked.

        A check may call other functions before it looks at a result. What was returned stays as it
        was, or what those calls tell could still be written into it; the number moves on.
        """
        renewed = {}
        for node in changes:
            match node:
                case ["a", int(number), *_] if number < 0 and number not in request.shown:
                    held = self._arrays.get(number)
                    array = held.reference() if held else None
                    if held is not None and array is not None:
                        renewed[number] = np.empty_like(array), held.order
        return renewed

    def _read_other(
        self, reader: Reader, node: list[Any], new: dict[int, tuple[Array, str]]
    ) -> object:
        match node:
            case ["a", *_]:
                number, array, order, _ = reader.array(node)
                if number >= 0 or number in new or number in self._arrays:
                    raise WireError("an array with a number that is taken")
                new[number] = array, order
                return array
            case ["r", int(number)] if number in new:
                return new[number][0]
            case ["r", int(number)] if number in self._arrays:
                known = self._arrays[number].reference()
                if known is not None:
                    return known
            case ["r", int(number)] if number in self._generators:
                return self._generators[number][0]
            case ["h", int(number), str(name)] if 0 < number < 1 << 48:
                return self._handle(number, clip(reader.text(name), 80))
        raise WireError("a node of no known kind")

    def _handle(self, number: int, type_name: str) -> Handle:
        known = self._handles.get(number)
        handle = known() if known else None
        if handle is None:
            released = self._released
            released.pop(number, None)  # gone and back before the other side heard of it
            handle = Handle(self, number, type_name)
            self._handles[number] = weakref.ref(
                handle, lambda _: released.__setitem__(number, None)
            )
        return handle

    def _read_change(self, reader: Reader, node: Any) -> tuple[int, Array, Array]:
        if type(node) is not list or not node or node[0] != "a":
            raise WireError("a change that is not an array")
        number, fresh, _, _ = reader.array(node)
        held = self._arrays.get(number)
        array = held.reference() if held else None
        if array is None or array.shape != fresh.shape or array.dtype != fresh.dtype:
            raise WireError("a change of an array that is not like this")
        return number, array, fresh

    def _read_state(self, reader: Reader, node: Any) -> tuple[int, np.random.Generator, State]:
        match node:
            case ["g", int(number), state] if number in self._generators:
                return number, self._generators[number][0], generators.read_state(reader, state)
        raise WireError("a state of no known generator")

    def _read_list(
        self, reader: Reader, node: Any, targets: list[list[Any] | dict[Any, Any]]
    ) -> tuple[list[Any] | dict[Any, Any], Any]:
        match node:
            case [int(index), content] if 0 <= index < len(targets):
                value = reader.value(content)
                if type(value) is type(targets[index]):
                    return targets[index], value
        raise WireError("a change of no known list")

    def _write_back(self, number: int, array: Array, fresh: Array) -> None:
        held = self._arrays[number]
        if array.flags.writeable:
            np.copyto(array, fresh)
        held.snapshot = fresh.tobytes(order=held.order)  # type: ignore[arg-type]

    def _trim(self) -> None:
        size = sum(len(held.snapshot) for held in self._arrays.values())
        for number in list(self._arrays):
            if len(self._arrays) <= MAX_ARRAYS and size <= MAX_BYTES:
                break
            size -= len(self._arrays[number].snapshot)
            self._drop(number)
        while len(self._generators) > MAX_GENERATORS:
            number = next(iter(self._generators))
            del self._generators[number]
            self._forget.append(number)
