"""What stays inside the sandbox, seen from outside: a thing to hand back, and nothing else."""

from typing import Any, NoReturn


class Handle:
    """An object of the student's process. It has no value here: no truth, no array, no order."""

    __slots__ = ("__weakref__", "_number", "_owner", "_type_name")

    # NumPy then leaves operators to this class, which has none.
    __array_ufunc__ = None

    def __init__(self, owner: object, number: int, type_name: str) -> None:
        self._owner = owner
        self._number = number
        self._type_name = type_name

    def __repr__(self) -> str:
        return f"<{self._type_name} kept in the sandbox>"

    def _refuse(self, what: str) -> NoReturn:
        raise TypeError(f"a {self._type_name} kept in the sandbox has no {what} out here")

    def __bool__(self) -> bool:
        self._refuse("truth value")

    def __array__(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse("array form")

    def __float__(self) -> float:
        self._refuse("number form")

    def __len__(self) -> int:
        self._refuse("length")

    def __iter__(self) -> NoReturn:
        self._refuse("items")

    def __getitem__(self, key: object) -> NoReturn:
        self._refuse("items")

    # A check that keeps a copy of its arguments keeps the same handle.
    def __copy__(self) -> "Handle":
        return self

    def __deepcopy__(self, memo: object) -> "Handle":
        return self

    def __reduce__(self) -> NoReturn:
        self._refuse("written form")
