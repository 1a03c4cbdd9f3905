"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"
LONG = {"journeys", "wall"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folders whose files take longest come first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data beside the project; a stranger's machine does not have it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs ../shared/data beside the project")
    return SHARED_DATA
