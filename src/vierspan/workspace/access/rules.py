"""The table of rules: what one must be to do a thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common.errors import NotAllowed


class Do(StrEnum):
    """Everything that is guarded, named as verb and thing."""

    READ_NETWORK = "read_network"
    READ_MIRROR = "read_mirror"
    READ_HANDLES = "read_handles"
    READ_DIRECTORY = "read_directory"
    READ_ROOMS = "read_rooms"
    READ_FACTS = "read_facts"
    READ_INBOX = "read_inbox"
    TEND_SOURCES = "tend_sources"
    REMOVE_SOURCE = "remove_source"
    READ_MEMBERS = "read_members"
    READ_TABLE_PLAN = "read_table_plan"
    SAY_AVAILABILITY = "say_availability"
    NOTE_ACT = "note_act"
    UNDO_ACT = "undo_act"
    ANSWER_HANDLE = "answer_handle"
    EDIT_ROOMS = "edit_rooms"
    TAKE_FROM_COURSE = "take_from_course"
    TAKE_FROM_HORIZON = "take_from_horizon"
    OPEN_INTAKE = "open_intake"
    ADOPT_TEXT = "adopt_text"
    SET_UP_CONDITIONS = "set_up_conditions"
    EDIT_DIRECTORY = "edit_directory"
    READ_NOTES = "read_notes"
    EDIT_NOTE = "edit_note"
    EDIT_OWN_FIELDS = "edit_own_fields"
    CHANGE_KEPT_LIST = "change_kept_list"
    DELETE_ACTOR = "delete_actor"
    REMOVE_TIE = "remove_tie"
    MERGE_ACTORS = "merge_actors"
    RUN_SURVEY = "run_survey"
    RUN_GATHERING = "run_gathering"
    RUN_INITIATIVE = "run_initiative"
    RUN_OPPORTUNITY = "run_opportunity"
    RUN_DECISION = "run_decision"
    RUN_ROLE = "run_role"
    NAME_CORE = "name_core"
    READ_POSITIONS = "read_positions"
    READ_SURVEY = "read_survey"
    RUN_REFLECTION = "run_reflection"
    JOIN_REFLECTION = "join_reflection"
    TALK_IN_CONFIDENCE = "talk_in_confidence"
    PRACTISE = "practise"
    CHANGE_INTERVENTION = "change_intervention"
    ASK_ABOUT_SELF = "ask_about_self"
    RUN_QUESTIONS = "run_questions"
    RUN_TEAM_SESSION = "run_team_session"
    RAISE_CONFLICT = "raise_conflict"
    AGREE_CONFLICT_STEPS = "agree_conflict_steps"
    SAVE_MAP = "save_map"
    SHARE_MAP = "share_map"
    READ_OUTWARD = "read_outward"
    LOG_OUTWARD = "log_outward"
    CHANGE_OUTWARD = "change_outward"
    PUBLISH_OUTWARD = "publish_outward"
    READ_OUTSIDE = "read_outside"
    CHANGE_OUTSIDE = "change_outside"
    EXPORT_NETWORK = "export_network"
    IMPORT_RECORDS = "import_records"
    EDIT_CATALOGUE = "edit_catalogue"
    EDIT_NETWORK = "edit_network"
    MANAGE_MEMBERS = "manage_members"
    LEAVE_NETWORK = "leave_network"


@dataclass(frozen=True, slots=True)
class Rule:
    """The least role that may do it; with `or_owner` also who made the thing, whatever their role."""

    least: Role
    or_owner: bool = False


RULES: Mapping[Do, Rule] = MappingProxyType(
    {
        Do.READ_NETWORK: Rule(Role.GUEST),
        Do.READ_MIRROR: Rule(Role.OBSERVER),
        Do.READ_HANDLES: Rule(Role.OBSERVER),
        Do.READ_DIRECTORY: Rule(Role.OBSERVER),
        Do.READ_ROOMS: Rule(Role.GUEST),
        Do.READ_FACTS: Rule(Role.OBSERVER),
        Do.READ_INBOX: Rule(Role.OBSERVER),
        Do.TEND_SOURCES: Rule(Role.MEMBER),
        Do.REMOVE_SOURCE: Rule(Role.LEAD, or_owner=True),
        Do.READ_MEMBERS: Rule(Role.MEMBER),
        Do.READ_TABLE_PLAN: Rule(Role.MEMBER),
        Do.SAY_AVAILABILITY: Rule(Role.LEAD, or_owner=True),
        Do.NOTE_ACT: Rule(Role.MEMBER),
        Do.UNDO_ACT: Rule(Role.LEAD, or_owner=True),
        Do.ANSWER_HANDLE: Rule(Role.MEMBER),
        Do.EDIT_ROOMS: Rule(Role.MEMBER),
        Do.TAKE_FROM_COURSE: Rule(Role.LEAD, or_owner=True),
        Do.TAKE_FROM_HORIZON: Rule(Role.LEAD, or_owner=True),
        Do.OPEN_INTAKE: Rule(Role.LEAD),
        Do.ADOPT_TEXT: Rule(Role.LEAD, or_owner=True),
        Do.SET_UP_CONDITIONS: Rule(Role.LEAD),
        Do.EDIT_DIRECTORY: Rule(Role.MEMBER),
        Do.READ_NOTES: Rule(Role.MEMBER),
        Do.EDIT_NOTE: Rule(Role.LEAD, or_owner=True),
        Do.EDIT_OWN_FIELDS: Rule(Role.LEAD),
        Do.CHANGE_KEPT_LIST: Rule(Role.LEAD, or_owner=True),
        Do.DELETE_ACTOR: Rule(Role.LEAD),
        Do.REMOVE_TIE: Rule(Role.LEAD, or_owner=True),
        Do.MERGE_ACTORS: Rule(Role.LEAD),
        Do.RUN_SURVEY: Rule(Role.LEAD),
        Do.RUN_GATHERING: Rule(Role.LEAD, or_owner=True),
        Do.RUN_INITIATIVE: Rule(Role.LEAD, or_owner=True),
        Do.RUN_OPPORTUNITY: Rule(Role.LEAD, or_owner=True),
        Do.RUN_DECISION: Rule(Role.LEAD, or_owner=True),
        Do.RUN_ROLE: Rule(Role.LEAD, or_owner=True),
        Do.NAME_CORE: Rule(Role.LEAD),
        Do.READ_POSITIONS: Rule(Role.OBSERVER),
        Do.READ_SURVEY: Rule(Role.MEMBER),
        Do.RUN_REFLECTION: Rule(Role.LEAD),
        Do.JOIN_REFLECTION: Rule(Role.MEMBER),
        Do.TALK_IN_CONFIDENCE: Rule(Role.MEMBER),
        Do.PRACTISE: Rule(Role.MEMBER),
        Do.CHANGE_INTERVENTION: Rule(Role.LEAD, or_owner=True),
        Do.ASK_ABOUT_SELF: Rule(Role.MEMBER),
        Do.RUN_QUESTIONS: Rule(Role.LEAD),
        Do.RUN_TEAM_SESSION: Rule(Role.LEAD, or_owner=True),
        Do.RAISE_CONFLICT: Rule(Role.MEMBER),
        Do.AGREE_CONFLICT_STEPS: Rule(Role.LEAD),
        Do.SAVE_MAP: Rule(Role.MEMBER),
        Do.SHARE_MAP: Rule(Role.LEAD),
        Do.READ_OUTWARD: Rule(Role.OBSERVER),
        Do.LOG_OUTWARD: Rule(Role.MEMBER),
        Do.CHANGE_OUTWARD: Rule(Role.LEAD, or_owner=True),
        Do.PUBLISH_OUTWARD: Rule(Role.LEAD),
        Do.READ_OUTSIDE: Rule(Role.MEMBER),
        Do.CHANGE_OUTSIDE: Rule(Role.LEAD, or_owner=True),
        Do.EXPORT_NETWORK: Rule(Role.OBSERVER),
        Do.IMPORT_RECORDS: Rule(Role.LEAD),
        Do.EDIT_CATALOGUE: Rule(Role.LEAD),
        Do.EDIT_NETWORK: Rule(Role.LEAD),
        Do.MANAGE_MEMBERS: Rule(Role.LEAD),
        Do.LEAVE_NETWORK: Rule(Role.GUEST),
    }
)


def refusal(actor: Actor, do: Do, *, owner_id: UUID | None = None) -> str | None:
    """Why the actor may not do it, as a key; None when they may."""
    rule = RULES[do]
    if actor.role.reaches(rule.least) or (rule.or_owner and actor.owns(owner_id)):
        return None
    return f"needs_{rule.least.value}{'_or_owner' if rule.or_owner else ''}"


def may(actor: Actor, do: Do, *, owner_id: UUID | None = None) -> bool:
    return refusal(actor, do, owner_id=owner_id) is None


def authorise(actor: Actor, do: Do, *, owner_id: UUID | None = None) -> None:
    """Go on, or raise NotAllowed with the reason."""
    if reason := refusal(actor, do, owner_id=owner_id):
        raise NotAllowed(reason)
