"""Verbs of this room, by noun."""

from groundswell.networks.services.calendar import add_entry, remove_entry
from groundswell.networks.services.directory import (
    add_department,
    add_site,
    put_office,
    remove_department,
    remove_site,
)
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.services.handover import pass_on
from groundswell.networks.services.importing import (
    drop_import,
    drop_old_imports,
    finish_import,
    match_columns,
    settle_row,
    start_import,
)
from groundswell.networks.services.inviting import (
    accept_invitation,
    ask_by_link,
    invite_many,
    make_join_link,
    revoke_invitation,
)
from groundswell.networks.services.membership import (
    admit,
    correct_membership,
    end_membership,
    graduate_cohort,
    make_cohort,
)
from groundswell.networks.services.network import change_settings, found_network
from groundswell.networks.services.protection import put_protection
from groundswell.networks.services.requests import answer_request, ask_to_join
from groundswell.networks.services.routes import (
    answer_check,
    close_checks,
    open_check,
    put_route,
)
from groundswell.networks.services.sisters import agree_sister, ask_sister, end_sister
from groundswell.networks.services.terms import end_term, follow_term, give_term, restore_cochair

__all__ = [
    "NetworkError",
    "accept_invitation",
    "add_department",
    "add_entry",
    "add_site",
    "admit",
    "agree_sister",
    "answer_check",
    "answer_request",
    "ask_by_link",
    "ask_sister",
    "ask_to_join",
    "change_settings",
    "close_checks",
    "correct_membership",
    "drop_import",
    "drop_old_imports",
    "end_membership",
    "end_sister",
    "end_term",
    "finish_import",
    "follow_term",
    "found_network",
    "give_term",
    "graduate_cohort",
    "invite_many",
    "make_cohort",
    "make_join_link",
    "match_columns",
    "open_check",
    "pass_on",
    "put_office",
    "put_protection",
    "put_route",
    "remove_department",
    "remove_entry",
    "remove_site",
    "restore_cochair",
    "revoke_invitation",
    "settle_row",
    "start_import",
]
