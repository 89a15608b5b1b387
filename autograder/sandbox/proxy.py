"""A student's function as the trusted side sees it."""

from typing import Any, Protocol


class Caller(Protocol):
    """What reaches the student's process: a Session."""

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], opaque: tuple[int, ...]
    ) -> Any:
        """Call the student's function ``name``; ``opaque`` results come back as handles."""


class Proxy:
    """Calls a function of the student's process; arguments and results are values and handles."""

    def __init__(self, session: Caller, name: str, opaque: tuple[int, ...]) -> None:
        self._session = session
        self._opaque = opaque
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the student's function.

        Raises
        ------
        NotImplementedError
            If the student's function raised it: it is not written yet.
        StudentError
            If it raised anything else.
        WorkerDied
            If its process ended, now or earlier.
        """
        try:
            return self._session.call(self.__name__, args, kwargs, self._opaque)
        except NotImplementedError as error:
            # The way here through the session is no part of the student's program.
            raise error.with_traceback(None) from None

    def __repr__(self) -> str:
        return f"<the student's {self.__name__}>"

    def __copy__(self) -> "Proxy":
        return self

    def __deepcopy__(self, memo: object) -> "Proxy":
        return self
