from collections.abc import Callable

import pytest
from pytest_django import Settings

from survey_circle import Circle, make_circle
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.models import Survey, Voice


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    settings.ROOT_URLCONF = "answer_urls"


@pytest.fixture
def circle(db: None) -> Circle:
    return make_circle()


@pytest.fixture
def token_of() -> Callable[[Survey, Person], str]:
    """A personal link of this person, as a letter would hold it."""

    def of(survey: Survey, person: Person) -> str:
        return answering.new_key(Voice.objects.of(survey.network_id).get(survey=survey, person=person))

    return of
