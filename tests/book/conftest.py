"""One Chromium for all files, and a page for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from servers import browser


@pytest.fixture(scope="package")
def chromium_here(chromium: str) -> Iterator[Any]:
    with browser(chromium) as context:
        yield context


@pytest.fixture
def tab(chromium_here: Any) -> Iterator[Any]:
    page = chromium_here.new_page()
    yield page
    page.close()
