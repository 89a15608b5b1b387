"""One zygote of each kind for all tests; each test forks its own session."""

import pytest

from autograder.sandbox import Sandbox, SessionLimits
from tests.waiting import HANG

LIMITS = SessionLimits(call_seconds=HANG, memory=400 << 20, address_space=2 << 30, disk=8 << 20)
MODULES = ("numpy", "operator")


@pytest.fixture(scope="session")
def bare():
    with Sandbox(LIMITS, modules=MODULES, protection="none") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def jailed():
    with Sandbox(LIMITS, modules=MODULES) as sandbox:
        yield sandbox


@pytest.fixture(params=["none", pytest.param("bubblewrap", marks=pytest.mark.sandbox)])
def sandbox(request):
    """Give the same test both kinds."""
    return request.getfixturevalue("bare" if request.param == "none" else "jailed")


@pytest.fixture
def session(sandbox):
    with sandbox.session() as session:
        session.patience = 1.0  # many of these tests wait for the end of the time
        yield session


@pytest.fixture
def define(session):
    """Define functions of a student and return proxies of them."""

    def define(source, *names, opaque=()):
        result = session.run_cell(source, HANG)
        assert result.ok, result
        proxies = [session.proxy(name, opaque) for name in names]
        return proxies[0] if len(proxies) == 1 else proxies

    return define
