"""A notebook that is only looked at stays as it is.

JupyterLab writes what the kernel says of its language into every notebook that it opens, which
then counts as changed. So a notebook is given to Lab with those words in it, and written to its
file without them: they belong to the machine and not to the notebook.
"""

from __future__ import annotations

from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

#: As a released notebook has it.
RELEASED = {"name": "python"}
_STATE = "application/vnd.jupyter.widget-state+json"


class UntouchedFiles(AsyncLargeFileManager):
    """The files of the server; notebooks of this kernel's language are handed out as it is."""

    async def get(self, path: str, *args: Any, **options: Any) -> dict[str, Any]:
        """Return a file, a notebook with what the kernel will say of its language."""
        model: dict[str, Any] = await super().get(path, *args, **options)  # type: ignore[no-untyped-call]
        _replace(model, RELEASED, IPythonKernel.language_info)
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Write a file, a notebook without what the kernel says, and without an empty state."""
        _replace(model, IPythonKernel.language_info, RELEASED)
        metadata = _metadata(model)
        if not metadata.get("widgets", {}).get(_STATE, {}).get("state", True):
            del metadata["widgets"]
        saved: dict[str, Any] = await super().save(model, path)  # type: ignore[no-untyped-call]
        return saved


def _replace(model: dict[str, Any], old: Any, new: Any) -> None:
    metadata = _metadata(model)
    if metadata.get("language_info") == old:
        metadata["language_info"] = dict(new)


def _metadata(model: dict[str, Any]) -> dict[str, Any]:
    content = model.get("content")
    notebook = model.get("type") == "notebook" and isinstance(content, dict)
    metadata: dict[str, Any] = content["metadata"] if notebook and content else {}
    return metadata
