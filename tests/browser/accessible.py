"""What axe-core finds wrong with a page for those who cannot see it, or have no mouse."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("critical", "serious")


def barriers(page: Any, inside: str | None = None) -> list[str]:
    """Return the grave findings of axe-core on a page, or inside of a selector."""
    found = Axe().run(page, inside).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
