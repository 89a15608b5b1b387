"""One student's process, from its first cell to its end."""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from .channel import Capture, Channel
from .clock import PATIENCE, Deadline
from .displays import Display
from .errors import OutOfMemory, ProtocolViolation, TimedOut, WorkerDied, clip
from .ledger import Ledger
from .limits import SessionLimits
from .outcome import Line, read_call, read_cell
from .process import Process
from .proxy import Proxy
from .wire import Node, WireError, pack

T = TypeVar("T")


@dataclass(frozen=True)
class CellReply:
    """What became of one cell; all texts come from the student and are bounded.

    ``lines`` are number and text of the lines that led to an error, the innermost last;
    ``displays`` what ``display`` and the last line showed: whether it is the cell's value, and a
    text for each media type (base64 for images).
    """

    ok: bool
    stdout: str
    stderr: str
    error_name: str = ""
    error_text: str = ""
    died: bool = False
    timed_out: bool = False
    lines: tuple[Line, ...] = ()
    displays: tuple[Display, ...] = ()


class Session:
    """Runs cells and calls functions in a process of its own; made by ``Sandbox.session``.

    Limits of time count what the processor did for all processes of the session; by the wall a
    request may take ``patience`` times as long. ``deadline``, when set, bounds every call on top
    of its own limit. ``allowance``, when set, bounds what ``received`` may become: results that the
    trusted side keeps are its own memory.
    """

    def __init__(
        self,
        process: Process,
        channel: Channel,
        out: Capture,
        err: Capture,
        limits: SessionLimits,
        modules: Collection[str],
        protection: str,
    ) -> None:
        self.protection = protection
        self.deadline: Deadline | None = None
        self.patience = PATIENCE
        self.allowance: int | None = None
        self._process = process
        self._channel = channel
        self._out, self._err = out, err
        self._limits = limits
        self._ledger = Ledger(modules, self._name_of)
        self._sequence = 0
        self._death: WorkerDied | None = None
        self._open = True

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether calls can still be answered."""
        return self._death is None

    @property
    def death(self) -> WorkerDied | None:
        """Why calls cannot be answered any more; None while they can."""
        return self._death

    @property
    def received(self) -> int:
        """Bytes that the replies took so far, about as they are in memory."""
        return self._channel.received

    def processor_seconds(self) -> float:
        """Return the seconds that the processor spent on all processes of the session so far."""
        return self._process.processor_seconds()

    @property
    def closed(self) -> bool:
        """Whether the session was closed."""
        return not self._open

    def run_cell(self, source: str, timeout: float) -> CellReply:
        """Run the source of a cell in the student's namespace; never raises for what it does."""
        self.output()
        try:
            cell, _ = self._request("cell", source, (), timeout, read_cell)
        except WorkerDied as error:
            late = isinstance(error, TimedOut)
            name, text = type(error).__name__, clip(str(error))
            return CellReply(False, *self.output(), name, text, died=True, timed_out=late)
        except WireError as error:
            # The cell itself is too large to be sent.
            return CellReply(False, *self.output(), type(error).__name__, clip(str(error)))
        return CellReply(
            cell.ok,
            *self.output(),
            cell.error_name,
            cell.error_text,
            lines=cell.lines,
            displays=cell.displays,
        )

    def proxy(self, name: str, opaque: Iterable[int] = ()) -> Proxy:
        """Return the student's function ``name``, whether it exists or not.

        The results at the positions ``opaque`` of a returned tuple or list stay handles.
        """
        return Proxy(self, name, tuple(opaque))

    def get(self, name: str) -> Any:
        """Return the student's variable ``name``: a value or a handle."""
        _, value = self._request("get", name, (), self._limits.call_seconds, read_call)
        return value

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], opaque: tuple[int, ...]
    ) -> Any:
        """Call the student's function ``name``: what a ``Proxy`` does."""
        extra = [name, list(opaque)]
        _, value = self._request(
            "call", extra, (args, kwargs), self._limits.call_seconds, read_call
        )
        return value

    def output(self) -> tuple[str, str]:
        """Return stdout and stderr since the last cell ended, or since this was last asked."""
        if not self._open:
            return "", ""
        return self._out.take(), self._err.take()

    def close(self) -> None:
        """End the process and everything it started."""
        if self._open:
            self._kill(WorkerDied("the session is closed"))
            self._open = False
            self._process.close()
            self._out.close()
            self._err.close()

    def kill(self, reason: WorkerDied) -> None:
        """End the process from another thread; calls raise ``reason`` from now on."""
        if self._death is None:
            self._death = reason
            self._process.kill()

    def _kill(self, reason: WorkerDied) -> WorkerDied:
        if self._death is None:
            if type(reason) is WorkerDied and self._process.ran_out_of_memory():
                reason = OutOfMemory.over(self._limits.memory)
            self._death = reason
        self._process.kill()
        self._channel.close()
        return self._death

    def _name_of(self, value: object) -> str | None:
        if isinstance(value, Proxy) and value._session is self:
            return value.__name__
        return None

    def _request(
        self,
        kind: str,
        extra: Node,
        values: tuple[Any, ...],
        timeout: float,
        read: Callable[[Node], T],
    ) -> tuple[T, Any]:
        if self._death is not None:
            raise _again(self._death)
        request = self._ledger.write(*values)
        self._sequence += 1
        # A reply that was made up before the request was known does not carry its number.
        nonce = secrets.token_hex(8)
        tree = [kind, self._sequence, nonce, request.forget, request.release]
        tree += [request.updates, request.values, extra]
        message = pack(tree, request.writer.buffers, self._limits.reply)
        self._ledger.sent(request)
        deadlines = [Deadline(timeout, self.processor_seconds, self.patience)]
        if self.deadline is not None:
            deadlines.append(self.deadline)
        try:
            reply, payload = self._channel.exchange(message, deadlines)
            if self.allowance is not None and self.received > self.allowance:
                raise WireError("more than the results of one test may take")
            match reply:
                case [int(sequence), str(answered), outcome, list(parts)]:
                    if sequence == self._sequence and answered == nonce:
                        value = self._ledger.read(request, parts, payload)
                        return read(outcome), value
            raise WireError("a reply to another request")
        except WireError as error:
            reason = ProtocolViolation(f"the student's process sent {error}")
            raise _again(self._kill(reason)) from error
        except WorkerDied as error:
            raise _again(self._kill(error)) from None


def _again(death: WorkerDied) -> WorkerDied:
    """Return a fresh exception: raising one object twice makes its traceback grow."""
    return type(death)(*death.args)
