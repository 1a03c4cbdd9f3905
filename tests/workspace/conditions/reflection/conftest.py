import pytest
from pytest_django import Settings

from reflection_circle import Circle, make_circle


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    settings.ROOT_URLCONF = "answer_urls"


@pytest.fixture
def circle(db: None) -> Circle:
    return make_circle()
