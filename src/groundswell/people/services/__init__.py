"""Verbs on accounts, addresses, sign-ins, links and what people are told."""

from groundswell.people.services.accounts import (
    change_preferences,
    confirm_address,
    leave,
    make_account,
    make_accounts,
    want_fewer_mails,
)
from groundswell.people.services.demo import (
    DemoDoor,
    DemoTry,
    demo_doors,
    demo_tries,
    open_doors,
    things_to_try,
)
from groundswell.people.services.digests import drop_old_notices, send_due_digests
from groundswell.people.services.links import (
    absolute,
    drop_old_links,
    is_renewable,
    issue_link,
    link_digest,
    mail_fresh_link,
    note_link_used,
    revoke_links,
)
from groundswell.people.services.sign_ins import (
    drop_ended_sign_ins,
    end_other_sign_ins,
    end_sign_in,
    note_sign_in,
    note_sign_out,
    read_sign_in_token,
    sign_in_url,
)
from groundswell.people.services.telling import fewer_mails_url, person_of_fewer_token, tell

__all__ = [
    "DemoDoor",
    "DemoTry",
    "absolute",
    "change_preferences",
    "confirm_address",
    "demo_doors",
    "demo_tries",
    "drop_ended_sign_ins",
    "drop_old_links",
    "drop_old_notices",
    "end_other_sign_ins",
    "end_sign_in",
    "fewer_mails_url",
    "is_renewable",
    "issue_link",
    "leave",
    "link_digest",
    "mail_fresh_link",
    "make_account",
    "make_accounts",
    "note_link_used",
    "note_sign_in",
    "note_sign_out",
    "open_doors",
    "person_of_fewer_token",
    "read_sign_in_token",
    "revoke_links",
    "send_due_digests",
    "sign_in_url",
    "tell",
    "things_to_try",
    "want_fewer_mails",
]
