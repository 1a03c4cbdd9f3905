"""Why something cannot be done, in the reader's words: what the pages and the API both say."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "needs_lead": _("Only the leaders of this network can do that. Ask one of them."),
    "needs_lead_or_owner": _("Only who made this, or a leader of this network, can do that."),
    "needs_member": _("Only participants of this network can do that. Ask a leader to make you one."),
    "needs_observer": _("This is not open to guests. Ask a leader of this network for more."),
    "last_lead": _("A network needs at least one leader. Make somebody else a leader first."),
    "already_member": _("This person takes part already."),
    "already_invited": _("This person has an invitation already."),
    "invitation_over": _("This invitation is no longer valid. Ask for a new one."),
    "needs_name": _("Give the network a name."),
    "unknown_role": _("Choose one of the roles."),
    "out_of_range": _("Choose a number from 0 to 4."),
    "note_empty": _("Write what you did, in a few words."),
    "note_too_long": _("This note is too long. Keep it under 2,000 characters."),
    "day_in_future": _("This day has yet to come. Choose today or an earlier day."),
    "unknown_orientation": _("Choose one of the four orientations."),
    "day_not_in_future": _("Choose a day after today."),
    "reason_missing": _("Say in a few words why."),
    "file_too_large": _("This file is too large. Send at most 30 MB."),
    "not_a_condition": _("Write each condition as column:value."),
    "nobody_by_that_name": _("Nobody here has that name. Choose from the list, or add them first."),
    "tied_to_itself": _("A tie runs between two. Choose somebody else."),
    "ends_before_it_begins": _("The last day stands before the first. Look at both days."),
    "below_zero": _("Choose a number from 0 up."),
    "too_long": _("This is too long. Make it shorter."),
    "tie_stands_already": _("This tie stands here already. Change that one instead."),
    "needs_a_name": _("Give it a name."),
    "name_taken": _("Something else has this name already."),
    "say_yes_or_no": _("Choose yes or no."),
    "no_such_day": _("This day does not exist. Write day-month-year."),
    "no_address": _("This is not an e-mail address yet. It looks like name@organisation.nl."),
    "no_website": _("This is not a web address yet. It looks like www.organisation.nl."),
    "no_number": _("Write a number, such as 12 or 3.5."),
    "number_out_of_range": _("This number is outside what is possible here."),
    "unknown_choice": _("Choose one of the possibilities."),
    "unknown_field": _("This network keeps no such field."),
    "unknown_party": _("This party is not here. Choose one from the list, or add it first."),
    "too_many": _("These are too many. Take some away."),
    "choices_missing": _("Write at least one possibility, each on its own line."),
    "values_do_not_suit": _("Some of what stands here already does not suit this. Change that first, or choose text."),
    "address_stands_already": _("Somebody has this address already."),
    "name_stands_already": _("This name stands here already."),
    "before_the_job_before": _("This is before the job that they have now began. Look at both days."),
    "file_unreadable": _("This file cannot be read as it is."),
}


def worded(reason: str) -> str:
    """A reason of the domain in the reader's language; the key itself when nobody worded it yet."""
    return str(REASONS.get(reason, reason))
