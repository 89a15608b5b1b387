"""The tools with which a property examines a student's function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from course_lib.checking.case import Call, beside, subject, worked
from course_lib.checking.raised import ERRORS, called_by, raised
from course_lib.checking.types import Array, Function, Mistake, Slip
from course_lib.engine.gradcheck import numerical_gradient

T = TypeVar("T")
LONGEST_HINT = 2000
LEFT_AXIS = "An axis of length 1 is left over: from a slice, a reshape or `keepdims`."


class Wrong(Exception):
    """A property does not hold: ``symptom`` is shown at once, ``cause`` one click later.

    A ``certain`` cause gives the very numbers that the student's function gave. ``idea`` says that
    the idea is missed, in whatever property it shows.
    """

    def __init__(
        self, symptom: str, cause: str = "", certain: bool = False, idea: bool = False
    ) -> None:
        # A hint may quote what a student's function returned, however long that is.
        symptom = symptom[:LONGEST_HINT]
        super().__init__(symptom)
        self.symptom = symptom
        self.cause = cause
        self.certain = certain or isinstance(cause, Slip)
        self.idea = idea


class NotWritten(Exception):
    """A function still raises NotImplementedError."""


@dataclass(frozen=True, eq=False)
class Sent:
    """An array of a check, the function that got a copy of it, and what was in the copy."""

    label: str
    to: str
    original: Array
    copy: Array
    before: Array


@dataclass
class Trial:
    """One run of one property: its random numbers, its calls, its comparisons.

    ``hidden`` is true in the grader, where a property takes other shapes and numbers.
    """

    rng: np.random.Generator
    hidden: bool
    names: dict[int, str]
    forward_share: Callable[[], float]
    changed: dict[str, str] = field(default_factory=dict)  # what, and which function changed it
    notes: list[str] = field(default_factory=list)
    shared: dict[Any, Any] = field(default_factory=dict)  # by all properties of one check
    _sent: list[Sent] = field(default_factory=list)
    _boxes: list[tuple[Any, dict[Any, Any]]] = field(default_factory=list)
    _as_is: dict[int, Any] = field(default_factory=dict)  # what is sent itself, by id
    _called: Call | None = None
    _beside: str = ""
    _steps: dict[str, Any] = field(default_factory=dict)

    def either(self, visible: T, hidden: T) -> T:
        """Return ``visible`` in a notebook and ``hidden`` in the grader, where inputs are others.

        Both are computed, so neither may draw from ``rng`` or call a student's function.
        """
        return hidden if self.hidden else visible

    def draw(self, visible: T, hidden: Callable[[np.random.Generator], T]) -> T:
        """Return ``visible`` in a notebook; in the grader what ``hidden`` draws from the seed."""
        return hidden(self.rng) if self.hidden else visible

    def call(
        self,
        f: Function,
        *args: Any,
        returns: str = "",
        may_change: Iterable[Any] = (),
        causes: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> Any:
        """Return ``f(*args, **kwargs)``.

        Arrays among the arguments, now and in later calls of this trial, must stay as they are,
        except those in ``may_change`` (arrays, or containers with their arrays) and those that the
        student's own calls returned: what becomes of a cache is the student's business. ``returns``
        names what comes back ("out, cache"): several names ask for a tuple of that length. An
        exception of ``f`` becomes a hint; ``causes`` are words of its text and what they mean here,
        and go before what they mean everywhere.
        """
        name = self.names.get(id(f), getattr(f, "__name__", "your function"))
        boxes = [("", box) for box in may_change]
        free = {id(a) for _, a in (*boxes, *_arrays(boxes))}
        self._called, self._beside = Call(name, f, args, kwargs), ""
        given = zip(self._called.parameters(), (*args, *kwargs.values()), strict=True)
        labels = {id(a): label for label, a in _arrays(given) if id(a) not in free}
        args = tuple(self._send(a, name, labels, free) for a in args)
        kwargs = {key: self._send(a, name, labels, free) for key, a in kwargs.items()}
        try:
            result = f(*args, **kwargs)
        except NotImplementedError as error:
            if inner := called_by(error):
                raise Wrong(f"`{name}` calls `{inner}`, which is not written yet.") from None
            raise NotWritten(name) from None
        except (Exception, SystemExit) as error:
            told = raised(error)
            cause = next((text for word, text in (*causes, *ERRORS) if word in told), "")
            raise Wrong(f"`{name}` raised {told}", cause) from None
        self._note_changes(name)
        self.send_as_is(result, *_inside(result))
        wanted = [part.strip() for part in returns.split(",")] if returns else []
        if len(wanted) > 1 and not (
            isinstance(result, tuple | list) and len(result) == len(wanted)
        ):
            raise Wrong(f"`{name}` must return `{returns}`, it returned {_describe(result)}.")
        if len(wanted) == 1 and result is None:
            raise Wrong(f"`{name}` must return `{returns}`, it returned None.")
        return result

    def send_as_is(self, *values: Any) -> None:
        """Send these values themselves from now on, whatever becomes of them: no copies."""
        self._as_is.update((id(value), value) for value in values)

    def _send(self, value: Any, to: str, labels: dict[int, str], free: set[int]) -> Any:
        """Return what the student gets for ``value``: copies of arrays, their own things as is.

        An array that was sent before and is as it was goes out as the same object again. Arrays
        whose ids are in ``free`` go out themselves: the check may want to see what became of them.
        """
        if id(value) in self._as_is:
            return value
        if isinstance(value, np.ndarray) and id(value) in free:
            return value
        if isinstance(value, np.ndarray):
            if id(value) not in labels:
                return value.copy()
            for sent in self._sent:
                if sent.original is value and _same(sent.copy, value):
                    return sent.copy
            sent = Sent(labels[id(value)], to, value, value.copy(), value.copy())
            self._sent.append(sent)
            return sent.copy
        if type(value) is tuple:
            return tuple(self._send(v, to, labels, free) for v in value)
        if type(value) in (list, dict):
            keys = range(len(value)) if type(value) is list else list(value)
            parts = {key: self._send(value[key], to, labels, free) for key in keys}
            sent_box = list(parts.values()) if type(value) is list else dict(parts)
            if id(value) not in free:
                self._boxes.append((sent_box, parts))
            return sent_box
        return value

    def _note_changes(self, name: str) -> None:
        """Note which arrays, lists and dictionaries that were sent the call has changed."""
        for box, parts in list(self._boxes):
            now = dict(enumerate(box)) if type(box) is list else box
            if now.keys() != parts.keys() or any(now[key] is not parts[key] for key in parts):
                kind = type(box).__name__
                self.changed[f"`{name}` changed a {kind} that it was given."] = name
                self._boxes = [known for known in self._boxes if known[0] is not box]
        for sent in list(self._sent):
            if not _same(sent.copy, sent.before):
                whose = "" if sent.to == name else f" of `{sent.to}`"
                self.changed[f"`{name}` changed {sent.label}{whose}."] = name
                self._sent.remove(sent)

    @property
    def case(self) -> str:
        """Return the last call in numbers, how its result differs, and what was worked out."""
        parts = [self._called.told(), self._beside, worked(self._steps)] if self._called else []
        return " ".join(part for part in parts if part)

    def worked(self, **steps: Any) -> None:
        """Name the numbers on the way from this property's inputs to its result, in their order.

        They are of one column, or one entry, and shown to who is stuck.
        """
        self._steps = steps

    def once(self, compute: Callable[..., T], *functions: Function) -> T:
        """Return ``compute(t, *functions)``, computed once for all properties of this check.

        It must not draw from ``rng``: which property asks first must not matter.
        """
        key = (compute, *map(id, functions))
        if key not in self.shared:
            # The functions are kept with it: an id may be given again once its object is gone.
            self.shared[key] = compute(self, *functions), functions
        found: T = self.shared[key][0]
        return found

    def passes(self, control: Callable[[], Any]) -> bool:
        """Tell whether a control passes: calls and comparisons that are told nowhere if they fail.

        The case that is shown stays the call before it.
        """
        case = self._called, self._beside
        try:
            control()
        except Wrong:
            return False
        finally:
            self._called, self._beside = case
        return True

    def require(self, condition: Any, symptom: str, cause: str = "") -> None:
        """Fail with ``symptom`` unless ``condition`` holds."""
        if not bool(condition):
            raise Wrong(symptom, cause)

    def note(self, text: str) -> None:
        """Name a convention that was seen and is accepted."""
        if text not in self.notes:
            self.notes.append(text)

    def array(self, name: str, got: Any, shape: tuple[int, ...], kind: str = "f") -> Array:
        """Return ``got`` as an array after its shape, dtype kind and finiteness were checked."""
        if not isinstance(got, np.ndarray | np.generic | float | int):
            wanted = f"an array of shape {shape}" if shape else "one number"
            raise Wrong(f"{subject(name)} is {_describe(got)}, expected {wanted}.")
        found: Array = np.asarray(got)
        if found.shape != shape:
            raise Wrong(
                f"{subject(name)} has shape {found.shape}, expected {shape}.",
                _shape_cause(found, shape),
            )
        allowed = {"f": "f", "i": "iu", "b": "b"}[kind]
        if found.dtype.kind not in allowed:
            wanted = {"f": "floating-point numbers", "i": "integers", "b": "booleans"}[kind]
            raise Wrong(f"{subject(name)} holds {found.dtype}, expected {wanted}.")
        if kind == "f" and not np.isfinite(found).all():
            raise Wrong(f"{subject(name)} holds nan or inf.")
        return found

    def close(
        self,
        name: str,
        got: Any,
        want: Any,
        symptom: str,
        cause: str = "",
        mistakes: Iterable[Mistake] = (),
        rtol: float = 1e-6,
        atol: float = 1e-9,
        single: bool = False,
    ) -> None:
        """Fail unless ``got`` has the shape, the kind and the values of ``want``.

        ``mistakes`` lists what known mistakes would have given: the first that fits names the
        cause. ``single`` is for exercises that may be answered in float32, in which nets are
        trained: such a result is then compared with the tolerance that float32 allows.
        """
        want = np.asarray(want)
        _left_axes(name, got, want, rtol, atol)
        kind = "f" if want.dtype.kind == "f" else "i" if want.dtype.kind in "iu" else "b"
        found = self.array(name, got, want.shape, kind)
        if single and found.dtype.itemsize < 8:
            rtol, atol = max(rtol, 1e-4), max(atol, 1e-5)
        if not _close(found, want, rtol, atol):
            self._beside = beside(name, found, want, ~_alike(found, want, rtol, atol))
            for value, sentence in mistakes:
                if np.shape(value) == want.shape and _close(found, np.asarray(value), rtol, atol):
                    raise Wrong(symptom, sentence, certain=True)
            raise Wrong(symptom, cause)

    def gradient(
        self,
        name: str,
        got: Any,
        f: Callable[[Array], Any],
        x: Array,
        dout: Any = 1.0,
        symptom: str = "",
        cause: str = "",
        mistakes: Iterable[Mistake] = (),
        own: Callable[[Array], Any] | None = None,
        rtol: float = 1e-5,
        atol: float = 1e-7,
    ) -> None:
        """Fail unless ``got`` is the gradient of ``sum(dout * f(x))`` with respect to ``x``.

        The gradient is numerical, in float64. ``own`` is the student's forward pass: when that
        is wrong, its gradient is accepted too, unless it gives one number or its input back.
        """
        want = numerical_gradient(lambda z: float(np.sum(dout * f(z))), x.astype(np.float64))
        symptom = symptom or f"{subject(name)} differs from the numerical gradient."
        try:
            self.close(name, got, want, symptom, cause, mistakes, rtol, atol)
        except Wrong:
            if own is None or self.forward_share() >= 1.0:
                raise
            mine = numerical_gradient(lambda z: float(np.sum(dout * own(z))), x.astype(np.float64))
            # A forward pass that does not move here would make zeros, or ones, right;
            # the input given back would do so for `dout`.
            if np.ptp(mine) <= atol and (mine.size > 1 or abs(mine).max() <= atol):
                raise
            if np.shape(dout) == mine.shape and np.allclose(mine, dout, rtol=rtol, atol=atol):
                raise
            self.close(name, got, mine, symptom, cause, mistakes, rtol, atol)
            self.note(f"`{name}` is judged as the gradient of your own forward pass.")


def _left_axes(name: str, got: Any, want: Array, rtol: float, atol: float) -> None:
    """Fail with a slip where all numbers are right, but axes of length 1 are left over."""
    if not isinstance(got, np.ndarray) or got.ndim <= want.ndim or got.dtype.kind not in "fiub":
        return
    same = [n for n in got.shape if n > 1] == [n for n in want.shape if n > 1]
    if same and _close(got.reshape(want.shape), want, rtol, atol):
        raise Wrong(f"`{name}` has shape {got.shape}, expected {want.shape}.", Slip(LEFT_AXIS))


def _close(got: Array, want: Array, rtol: float, atol: float) -> bool:
    return bool(np.all(_alike(got, want, rtol, atol)))


def _alike(got: Array, want: Array, rtol: float, atol: float) -> Array:
    """Return, entry by entry, whether ``got`` is ``want``, but for rounding where it is float."""
    if want.dtype.kind != "f":
        return np.asarray(got == want)
    with np.errstate(all="ignore"):
        near = np.abs(got - want) <= atol + rtol * np.abs(want)
    # Every number would be near inf.
    return np.asarray(near & np.isfinite(want))


def _arrays(given: Iterable[tuple[str, Any]]) -> list[tuple[str, Array]]:
    """Return the arrays in named arguments with words for each."""
    found: list[tuple[str, Array]] = []
    for name, arg in given:
        inside: list[tuple[str, Any]] = []
        if isinstance(arg, list | tuple):
            inside = [(f"an array in {name}", a) for a in arg]
        elif isinstance(arg, dict):
            inside = [(f"the array {key!r} in {name}", a) for key, a in arg.items()]
        found += [(n, a) for n, a in [(name, arg), *inside] if isinstance(a, np.ndarray)]
    return found


def _inside(value: Any) -> list[Any]:
    """Return the things in a result, however deep in tuples, lists and dictionaries."""
    parts = value.values() if type(value) is dict else value
    if type(value) not in (tuple, list, dict):
        return [value] if isinstance(value, np.ndarray) else []
    return [value, *(thing for part in parts for thing in _inside(part))]


def _same(a: Array, b: Array) -> bool:
    # Nearly all are the same to the last bit, and that is ten times quicker to see.
    return a.tobytes() == b.tobytes() or np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"a {type(value).__name__}"


def _shape_cause(got: Array, shape: tuple[int, ...]) -> str:
    same_size = got.size == int(np.prod(shape))
    if same_size and got.ndim < len(shape):
        return "An axis is gone: an index, `squeeze`, `ravel` or a reshape takes it away."
    if same_size and got.ndim > len(shape) and 1 in got.shape:
        return LEFT_AXIS
    if got.ndim < len(shape):
        return "A sum or mean ran over more axes than it should; look at its `axis`."
    return ""
