"""What somebody shares of their mirror, what is shared with them, and their replies: to nobody else."""

import uuid
from collections.abc import Mapping

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.leadership.profiles.models import PARTS, Reply, Share
from vierspan.workspace.leadership.questions.models import Round, SelfAnswers
from vierspan.workspace.networks.models import Membership

__all__ = ["PARTS", "Share"]


def me(actor: Actor) -> uuid.UUID:
    authorise(actor, Do.ASK_ABOUT_SELF)
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    return actor.person_id


def open_shares(network_id: uuid.UUID) -> "QuerySet[Share]":
    """Those that open today."""
    rows: QuerySet[Share] = Share.objects.of(network_id).filter(ended_on=None, ends_on__gte=clock.today())
    return rows.select_related("person__party", "recipient__party", "network")


def mine(actor: Actor) -> list[Share]:
    """To whom I show it now, the last one first."""
    return list(open_shares(actor.network_id).filter(person=me(actor)).order_by("-shared_on", "pk"))


def ended(actor: Actor) -> list[Share]:
    """To whom I showed it before; nothing of what they saw is kept."""
    rows = Share.objects.visible_to(actor).filter(person=me(actor)).exclude(pk__in=[each.pk for each in mine(actor)])
    return list(rows.select_related("recipient").order_by("-shared_on")[:20])


def shared_with(actor: Actor) -> list[Share]:
    """What others show to whom reads."""
    authorise(actor, Do.READ_DIRECTORY)
    if actor.person_id is None:
        return []
    rows = open_shares(actor.network_id).filter(recipient=actor.person_id).exclude(person=actor.person_id)
    return [row for row in rows.order_by("-shared_on") if _takes_part(row)]


def shared(actor: Actor, share_id: uuid.UUID) -> Share:
    """For its owner and its one recipient; to everybody else it is not there."""
    authorise(actor, Do.READ_DIRECTORY)
    row = open_shares(actor.network_id).filter(pk=share_id).first()
    if row is None or actor.person_id is None or actor.person_id not in (row.person_id, row.recipient_id):
        raise NotFound
    if not _takes_part(row):
        raise NotFound
    return row


def by_link(link: Link) -> Share:
    row = open_shares(link.network_id).filter(pk=link.subject, recipient=None).first()
    if row is None or not _takes_part(row):
        raise NotFound
    return row


def standing(row: Share) -> frozenset[str]:
    """Which of the answers that it was made from are still there; what was thrown away is shown to nobody."""
    ids = [uuid.UUID(each) for each in row.sources]
    rounds = Round.objects.of(row.network_id).filter(pk__in=ids, snapshot__isnull=False).values_list("pk", flat=True)
    own = SelfAnswers.objects.of(row.network_id).filter(pk__in=ids).values_list("pk", flat=True)
    return frozenset(str(each) for each in (*rounds, *own))


def replies(actor: Actor) -> Mapping[str, str]:
    """One's own, by statement."""
    return dict(Reply.objects.visible_to(actor).filter(person=me(actor)).values_list("about", "words"))


def replies_beside(row: Share) -> Mapping[str, str]:
    """What its owner says of the statements, as it stands now: it goes along wherever the statement is seen."""
    return dict(Reply.objects.of(row.network_id).filter(person=row.person_id).values_list("about", "words"))


def _takes_part(row: Share) -> bool:
    """Who left the network could not take anything back: with them it closes."""
    return Membership.objects.of(row.network_id).current().filter(person_id=row.person_id).exists()
