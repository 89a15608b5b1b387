"""The tools with which a property examines a student's function."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course_lib.gradcheck import numerical_gradient

Array = np.ndarray[Any, np.dtype[Any]]
# A known mistake: the value it gives, and the sentence that names it.
Mistake = tuple[Any, str]


class Wrong(Exception):
    """A property does not hold: ``symptom`` is shown at once, ``cause`` one click later."""

    def __init__(self, symptom: str, cause: str = "") -> None:
        super().__init__(symptom)
        self.symptom = symptom
        self.cause = cause


class NotWritten(Exception):
    """A function still raises NotImplementedError."""


@dataclass
class Trial:
    """One run of one property: its random numbers, its calls, its comparisons.

    ``hidden`` is true in the grader, where a property takes other shapes.
    """

    rng: np.random.Generator
    hidden: bool
    names: dict[int, str]
    forward_share: Callable[[], float]
    changed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _watched: list[tuple[str, Array, Array]] = field(default_factory=list)
    _returned: list[Array] = field(default_factory=list)

    def call(
        self,
        f: Callable[..., Any],
        *args: Any,
        returns: str = "",
        may_change: Iterable[Any] = (),
        **kwargs: Any,
    ) -> Any:
        """Return ``f(*args, **kwargs)``.

        Arrays among the arguments, now and in later calls of this trial, must stay as they are,
        except those in ``may_change`` (arrays, or containers of arrays) and those that the
        student's own calls returned: what becomes of a cache is the student's affair. ``returns``
        names what comes back ("out, cache"): several names ask for a tuple of that length. An
        exception of ``f`` becomes a hint.
        """
        name = self.names.get(id(f), getattr(f, "__name__", "your function"))
        free = {id(a) for _, a in _arrays(may_change, {})}
        for label, array in _arrays(args, kwargs):
            known = any(array is a for _, a, _ in self._watched)
            known = known or any(array is a for a in self._returned)
            if id(array) not in free and not known:
                self._watched.append((label, array, array.copy()))
        try:
            result = f(*args, **kwargs)
        except NotImplementedError:
            raise NotWritten(name) from None
        except (Exception, SystemExit) as error:
            raise Wrong(
                f"`{name}` raised {type(error).__name__}: {str(error)[:300]}{_line(error)}"
            ) from None
        result = self._restore(name, result)
        self._returned.extend(_inside(result))
        wanted = [part.strip() for part in returns.split(",")] if returns else []
        if len(wanted) > 1 and not (
            isinstance(result, tuple | list) and len(result) == len(wanted)
        ):
            raise Wrong(f"`{name}` must return `{returns}`, it returned {_describe(result)}.")
        if len(wanted) == 1 and result is None:
            raise Wrong(f"`{name}` must return `{returns}`, it returned None.")
        return result

    def _restore(self, name: str, result: Any) -> Any:
        """Note which arrays the call changed and give them their old values back."""
        for label, array, before in self._watched:
            if not np.array_equal(array, before, equal_nan=array.dtype.kind in "fc"):
                # The result may be the changed array itself: keep what the student computed.
                result = _detach(result)
                message = f"`{name}` changed {label}."
                if message not in self.changed:
                    self.changed.append(message)
                array[...] = before
        return result

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
            raise Wrong(f"`{name}` is {_describe(got)}, expected an array of shape {shape}.")
        found: Array = np.asarray(got)
        if found.shape != shape:
            raise Wrong(
                f"`{name}` has shape {found.shape}, expected {shape}.", _shape_cause(found, shape)
            )
        allowed = {"f": "f", "i": "iu", "b": "b"}[kind]
        if found.dtype.kind not in allowed:
            wanted = {"f": "floating-point numbers", "i": "integers", "b": "booleans"}[kind]
            raise Wrong(f"`{name}` holds {found.dtype}, expected {wanted}.")
        if kind == "f" and not np.isfinite(found).all():
            raise Wrong(f"`{name}` holds nan or inf.")
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
    ) -> None:
        """Fail unless ``got`` has the shape, the kind and the values of ``want``.

        ``mistakes`` lists what known mistakes would have given: the first that fits names the
        cause. float32 results are compared with the tolerance that float32 allows.
        """
        want = np.asarray(want)
        kind = "f" if want.dtype.kind == "f" else "i" if want.dtype.kind in "iu" else "b"
        found = self.array(name, got, want.shape, kind)
        if not _close(found, want, rtol, atol):
            for value, sentence in mistakes:
                if np.shape(value) == want.shape and _close(found, np.asarray(value), rtol, atol):
                    cause = sentence
                    break
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
        is wrong but earned at least half of its points, its gradient is accepted too.
        """
        want = numerical_gradient(lambda z: float(np.sum(dout * f(z))), x.astype(np.float64))
        symptom = symptom or f"`{name}` differs from the numerical gradient."
        try:
            self.close(name, got, want, symptom, cause, mistakes, rtol, atol)
        except Wrong:
            if own is None or not 0.5 <= self.forward_share() < 1.0:
                raise
            mine = numerical_gradient(lambda z: float(np.sum(dout * own(z))), x.astype(np.float64))
            self.close(name, got, mine, symptom, cause, mistakes, rtol, atol)
            self.note(f"`{name}` is judged as the gradient of your own forward pass.")


def _close(got: Array, want: Array, rtol: float, atol: float) -> bool:
    if want.dtype.kind != "f":
        return bool(np.array_equal(got, want))
    if got.dtype.itemsize < 8:
        rtol, atol = max(rtol, 1e-4), max(atol, 1e-5)
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(got - want) <= atol + rtol * np.abs(want)))


def _arrays(args: Iterable[Any], kwargs: dict[str, Any]) -> list[tuple[str, Array]]:
    """Return the arrays among the arguments with words for each."""
    found: list[tuple[str, Array]] = []
    for index, arg in enumerate(args):
        if isinstance(arg, np.ndarray):
            found.append((f"its argument number {index + 1}", arg))
        elif isinstance(arg, list | tuple):
            found.extend(
                (f"an array in its argument number {index + 1}", a)
                for a in arg
                if isinstance(a, np.ndarray)
            )
        elif isinstance(arg, dict):
            found.extend(
                (f"the array {key!r} in its argument number {index + 1}", a)
                for key, a in arg.items()
                if isinstance(a, np.ndarray)
            )
    found.extend((f"its argument `{k}`", a) for k, a in kwargs.items() if isinstance(a, np.ndarray))
    return found


def _inside(value: Any) -> list[Array]:
    """Return the arrays in a result, however deep in tuples, lists and dictionaries."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, tuple | list):
        return [array for part in value for array in _inside(part)]
    return []


def _detach(value: Any) -> Any:
    """Copy the arrays of a result, so that they no longer share memory with the arguments."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) in (tuple, list):
        return type(value)(_detach(v) for v in value)
    if type(value) is dict:
        return {key: _detach(v) for key, v in value.items()}
    return value


def _line(error: BaseException) -> str:
    """Return the student's line on which an exception was raised, if it is known."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.line for frame in frames if frame.line and "course_lib" not in frame.filename]
    return f" (at `{lines[0].strip()[:120]}`)" if lines else ""


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"a {type(value).__name__}"


def _shape_cause(got: Array, shape: tuple[int, ...]) -> str:
    if got.size == int(np.prod(shape)) and got.ndim > len(shape):
        return "An axis of length 1 is left over: `keepdims=True` keeps it."
    if got.ndim < len(shape):
        return "A sum or mean ran over more axes than it should; look at its `axis`."
    return ""
