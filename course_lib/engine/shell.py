"""The IPython shell that runs this code, where one does: a notebook's kernel or a terminal."""

import sys
from typing import Any


def running_shell() -> Any:
    """Return the shell that runs this code, None where none does; imports nothing."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
