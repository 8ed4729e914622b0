"""Who may do what: the only place that says so. ``db.services.gate`` asks it, and so do screens.

An action is the name of a command, or of something that is no command of its own.
What stands nowhere here, nobody may.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.domain.staff import Role

_EVERYBODY: Final = frozenset(Role)
_CLINICAL: Final = frozenset({Role.PRACTITIONER, Role.MANAGER})
_MANAGER: Final = frozenset({Role.MANAGER})

# What happens at a desk where nobody is signed in, such as after a restore. For a forgotten PIN
# somebody has proven otherwise that the records are theirs.
UNATTENDED: Final = frozenset({"erase_again", "forget_by_the_clock", "record_call", "reset_secret"})

_ENQUIRIES: Final = (
    "bin_enquiry", "change_enquiry", "continue_enquiry", "dismiss_call", "give_consent",
    "log_enquiry", "record_attempt", "record_first_attempt", "take_back_attempt",
)  # fmt: skip
_FOLLOW_UPS: Final = (
    "add_follow_up", "answer_question", "ask_practitioner", "finish_by_call", "finish_follow_up",
    "keep_printed_list", "move_follow_up", "move_follow_ups", "reopen_follow_up",
    "take_back_answer", "take_over", "withdraw_follow_up",
)  # fmt: skip
# Putting two entries together can be taken apart, and what is removed stands in the bin.
_PEOPLE: Final = (
    "add_person", "add_relation", "bin_person", "change_person", "merge_people",
    "remove_relation", "set_do_not_contact", "take_back_contact", "tell_apart", "unmerge_people",
)  # fmt: skip
_OF_ONESELF: Final = ("keep_log_views", "set_secret")
# Everybody may write; only those who answer for it put a text in force.
_WRITING: Final = (
    "add_article", "add_comment", "bin_article", "keep_picture", "link_translation",
    "record_handout", "remove_comment", "resolve_comment", "save_version", "set_state",
    "take_back_step",
)  # fmt: skip
_IN_FORCE: Final = (
    "add_desk_card", "add_screening_question", "approve_article", "change_desk_card",
    "change_screening_question", "use_own_word",
)  # fmt: skip
_OF_THE_CLINIC: Final = (
    "add_service", "add_staff", "begin_import", "change_keys", "change_service", "change_staff",
    "close_staff", "copy_out", "erase_person", "export_all", "finish_import",
    "forget_enquiries", "hand_out_copy", "order_services", "remove_secret", "restore",
    "save_profile", "see_audit", "set_choices", "set_hours", "set_secret_of_another",
    "stop_sign_in", "undo_import", "unlock_staff",
)  # fmt: skip

_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    **dict.fromkeys(UNATTENDED, _EVERYBODY),
    **dict.fromkeys((*_ENQUIRIES, *_FOLLOW_UPS, *_PEOPLE, *_WRITING, *_OF_ONESELF), _EVERYBODY),
    **dict.fromkeys(_IN_FORCE, _CLINICAL),
    **dict.fromkeys(_OF_THE_CLINIC, _MANAGER),
}


def may(role: Role, action: str) -> bool:
    """Whether somebody in this role may do this."""
    return role in roles_for(action)


def roles_for(action: str) -> frozenset[Role]:
    """Return who may do this; nobody where the action is unknown."""
    return _ROLES.get(action, frozenset())
