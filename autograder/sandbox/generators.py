"""A PCG64 generator as four bounded integers: nothing else of it crosses."""

import numpy as np

from .wire import Node, Reader, WireError

State = tuple[int, int, int, int]


def is_sendable(value: object) -> bool:
    """Tell whether ``value`` is a plain Generator on PCG64."""
    return type(value) is np.random.Generator and type(value.bit_generator) is np.random.PCG64


def get_state(generator: np.random.Generator) -> State:
    """Return the state of a PCG64 generator."""
    state = generator.bit_generator.state
    inner = state["state"]
    return int(inner["state"]), int(inner["inc"]), int(state["has_uint32"]), int(state["uinteger"])


def set_state(generator: np.random.Generator, state: State) -> None:
    """Put a PCG64 generator into ``state``."""
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": state[0], "inc": state[1]},
        "has_uint32": state[2],
        "uinteger": state[3],
    }


def write_state(state: State) -> Node:
    """Return the node of ``state``."""
    return [hex(part) for part in state]


def read_state(reader: Reader, node: Node) -> State:
    """Return the state that ``node`` holds."""
    if type(node) is not list or len(node) != 4:
        raise WireError("a generator without its state")
    state, inc, has, value = map(reader.integer, node, (128, 128, 1, 32))
    # PCG64's increment is odd by construction; an even one shortens the period.
    if min(state, inc, has, value) < 0 or inc % 2 == 0:
        raise WireError("a state that no generator has")
    return state, inc, has, value
