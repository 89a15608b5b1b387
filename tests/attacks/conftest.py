"""One warm grader for all attacks."""

from __future__ import annotations

import pytest
from our_grader import OurGrader


@pytest.fixture(scope="session")
def grader(tmp_path_factory: pytest.TempPathFactory) -> OurGrader:
    return OurGrader(tmp_path_factory.mktemp("attacked") / "course")
