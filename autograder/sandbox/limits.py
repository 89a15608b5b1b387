"""How much of the machine one session may use."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class SessionLimits:
    """Bounds of one session; the defaults suit a course notebook.

    ``memory`` is what all processes of a session may hold together, ``address_space`` what each
    may map. ``processes`` counts threads too. ``output`` is kept per stream, the rest is counted.

    Where no control group bounds the memory, what sockets hold is bounded by ``processes`` times
    ``open_files`` alone, 200 kB each.
    """

    call_seconds: float = 30.0
    cpu_seconds: int = 900
    memory: int = 1536 * MEGABYTE
    address_space: int = 3072 * MEGABYTE
    file_size: int = 64 * MEGABYTE
    disk: int = 64 * MEGABYTE
    files: int = 4096
    open_files: int = 96
    processes: int = 40
    output: int = 1 << 18
    reply: int = 64 * MEGABYTE
