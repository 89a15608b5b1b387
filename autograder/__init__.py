"""Release, trusted grading and the exercise bank: what the instructor needs.

Importing it makes later imports load less: what nbgrader and jsonschema bring along, and nothing
here needs, was two thirds of the start of a command.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

# jsonschema imports this package where it is there, which builds a grammar. Nothing here asks
# jsonschema what an address looks like.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _nbgrader_in_parts() -> None:
    """Put off what nbgrader's own file does: it imports the servers of all its pages.

    Whoever asks for one of its names, as Jupyter does, gets them all.
    """
    spec = find_spec("nbgrader")
    if spec is None or spec.loader is None:
        return
    loader, package = spec.loader, module_from_spec(spec)

    def load(name: str) -> Any:
        if name == "__version__":
            # Its own modules ask for it while they are imported, when the rest cannot be.
            return import_module("nbgrader._version").__version__
        if find_spec(f"nbgrader.{name}"):
            # The import statement asks first, and then imports the module.
            raise AttributeError(name)
        del package.__getattr__
        loader.exec_module(package)
        return getattr(package, name)

    package.__getattr__ = load  # type: ignore[method-assign]
    sys.modules["nbgrader"] = package


if "nbgrader" not in sys.modules:
    _nbgrader_in_parts()
