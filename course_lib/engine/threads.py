"""One thread for the matrix products.

Two processes with two BLAS threads each on two cores wait for one another at every product and run
up to 50 times slower than with one thread each; and the number of threads changes the last bits of
a result.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Run the body with one BLAS thread; the user's setting is unchanged afterwards."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:
    # Finding the loaded libraries takes milliseconds; NumPy's is loaded once and for all.
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
