"""What somebody is answering in rounds that still run, for themselves to take along."""

from typing import Any

from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.conditions.reflection import answering
from vierspan.workspace.conditions.reflection.models import Invitation


def all_of_mine(actor: Actor) -> dict[str, Any]:
    """In plain values. Without answers in closed rounds: nobody can find those back, their writer neither."""
    if actor.person_id is None:
        return {}
    asked = Invitation.objects.visible_to(actor).filter(person=actor.person_id, round__state="open")
    rows = [_asked(each, actor.language) for each in asked.select_related("round").order_by("round__opened_on")]
    return {"looking_back": rows} if rows else {}


def _asked(invitation: Invitation, language: str) -> dict[str, Any]:
    """As long as it runs one's answers are one's own to change."""
    sheet = answering.opened(answer_keys.token(invitation.round, invitation), language)
    texts = {each.key: each.text for each in sheet.questions}
    return {
        "title": sheet.title,
        "answers": {texts.get(key, key): value for key, value in sheet.said.answers.items()},
        "words": sheet.said.words,
        "handed_in": sheet.is_done,
    }
