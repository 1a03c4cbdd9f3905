"""What the conditions do in the background."""

import uuid
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Rule
from vierspan.workspace.networks.models import Membership


@task()
def remind(network_id: str, rule_id: str) -> None:
    """Write that a rule is to be looked at again; nothing where that was done, put off, or written before."""
    with transaction.atomic():
        rows = Rule.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",))
        rule = rows.filter(pk=uuid.UUID(rule_id)).select_related("author", "network").first()
        if rule is None or rule.review_on is None or rule.review_on > clock.today():
            return
        if rule.reminded_on and rule.reminded_on >= rule.review_on:
            return
        _write(rule)
        Rule.objects.of(rule.network_id).filter(pk=rule.pk).update(reminded_on=clock.today())


def remind_in_time(rule: Rule) -> None:
    """Have somebody reminded in the morning of the day on which the rule is looked at again."""
    if rule.review_on is None:
        return
    morning = timezone.make_aware(datetime.combine(rule.review_on, time(7, 30)))
    remind.using(run_after=morning).enqueue(str(rule.network_id), str(rule.pk))


def _write(rule: Rule) -> None:
    link = f"{settings.BASE_URL}{reverse('web:rule', args=[rule.network.slug, rule.pk])}"
    with translation.override(rule.network.language):
        subject = _("A rule of %(network)s to look at again") % {"network": rule.network.name}
        body = _(
            "You agreed to talk about this rule again around today:\n\n%(rule)s\n\nDoes it still fit? Does it live? "
            "Put it on the agenda, or say here that it stands:\n%(link)s\n"
        ) % {"rule": rule.name, "link": link}
        for address in _who(rule):
            post(address, subject, body)


def _who(rule: Rule) -> list[str]:
    """Who proposed it; the leaders where that person has no address or left."""
    if rule.author and rule.author.email and rule.author.left_on is None:
        return [rule.author.email]
    leaders = Membership.objects.of(rule.network_id).current().filter(role="lead", user__is_active=True)
    return list(leaders.values_list("user__email", flat=True))
