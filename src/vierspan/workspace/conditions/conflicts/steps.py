"""The steps to begin with, where a network did not agree on its own; our words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    about: str
    days: int


def usual() -> tuple[Step, ...]:
    return (
        Step(
            _("Talk with each other"),
            _("Say what you saw, what it did to you and what you would like. Listen, and sum up what you heard."),
            14,
        ),
        Step(
            _("Talk with somebody in between"),
            _("Choose together somebody you both trust. That person asks questions and takes no side."),
            21,
        ),
        Step(
            _("Put it to who decides"),
            _("Say in one page what you agree on and what not, and let those whom you named decide."),
            30,
        ),
    )
