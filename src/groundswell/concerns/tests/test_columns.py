"""What may stand in plain: random ids, network, state, days, deadlines, generations, listeners on key rows.

A new column fails here until somebody has thought about what a thief of the database would learn from it.
"""

import pytest
from django.apps import apps
from django.db import models

SEALED = {
    *("sealed", "for_raiser", "wrapped", "ciphertext", "recovery"),
    *("original_key", "copy_key"),
}

# Column by column, what each table holds in plain. Tables about concerns come first.
PLAIN = {
    "Concern": {
        *(
            "id",
            "network",
            "state",
            "raised_on",
            "generation",
            "rewrapped",
            "is_held",
            "is_counted",
        ),
        *("locator", "kept", "receipt_key", "receipt_stamp", "kept_for"),
        *("ack_due_on", "reply_due_on", "outcome_due_on", "due_on", "checkin_due_on"),
        *("acknowledged_on", "replied_on", "paused_on", "closed_on", "n_checkins"),
        *("n_entries", "head"),
    },
    "Key": {"id", "concern", "generation", "part", "public_key", "stamp"},
    "KeyRow": {"id", "concern", "key", "listener", "is_handling"},
    "Item": {"id", "concern", "part", "generation", "position", "on"},
    "File": {"id", "concern", "part", "generation", "position", "on", "state", "original", "copy"},
    "Entry": {"id", "concern", "number", "on", "generation", "commitment", "key_version", "digest"},
    "Referral": {"id", "concern", "state", "asked_on", "sent_on", "chase_on", "returned_on"},
    "Risk": {"id", "concern", "state", "asked_on", "agreed_on"},
    "Hold": {"id", "concern", "state", "asked_on", "held_on", "review_on", "lifted_on"},
    "Purged": {"id", "network", "on"},
    "Anchor": {"id", "network", "on", "key_version", "digest"},
    # About no concern: what a raiser approved for the open, counters, listeners themselves.
    "Carried": {"id", "network", "generation", "go_on", "state", "agenda_item"},
    # About no concern and no person to whoever lacks the secrets: a stamp, and a sealed receipt.
    "OwnThread": {"id", "network", "generation", "owner"},
    "Tally": {"id", "network", "period", "field", "value", "n"},
    "Release": {
        *("id", "network", "state", "policy", "starts_on", "ends_on", "published_on", "figures"),
    },
    "Norms": {
        *("id", "network", "outcome_days"),
        *("anonymous_months", "named_years", "retention_on"),
    },
    "Listener": {
        *("id", "network", "person", "state", "is_alternate", "generation", "public_key", "stamp"),
        *("training", "trained_on", "proposed_by", "consent_by", "consent_on", "most_open"),
        *("supervisor", "ready_on", "ended_on", "consent_meeting_on", "recovered_on"),
    },
    "Listener_departments": {"id", "listener", "department"},
    "Listener_sites": {"id", "listener", "placementsite"},
    "Unlocked": {"id", "listener", "opened_at", "seen_at"},
    "Share": {
        *("id", "listener", "person", "generation", "threshold", "number", "kept", "shown_on"),
        *("given_on", "confirmed_on", "used_on"),
    },
}
ABOUT_PEOPLE = {"Listener", "Share"}
TABLES = list(apps.get_app_config("concerns").get_models(include_auto_created=True))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_column_is_sealed_or_listed(table):
    columns = {field.name for field in table._meta.concrete_fields}
    assert columns - SEALED == PLAIN[table.__name__]


def test_no_table_is_listed_that_is_not_there():
    assert {table.__name__ for table in TABLES} == set(PLAIN)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_times_are_days(table):
    times = {f.name for f in table._meta.concrete_fields if isinstance(f, models.DateTimeField)}
    assert times == ({"opened_at", "seen_at"} if table.__name__ == "Unlocked" else set())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_nothing_about_a_concern_points_at_a_person(table):
    people = {
        f.name
        for f in table._meta.concrete_fields
        if f.is_relation and f.related_model._meta.label == "people.Person"
    }
    assert not people or table.__name__ in ABOUT_PEOPLE


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_ids_are_random(table):
    if not table._meta.auto_created:
        assert isinstance(table._meta.pk, models.UUIDField)


def test_what_is_carried_and_counted_knows_no_concern():
    for table in TABLES:
        if table.__name__ in {"Carried", "Tally", "Release"}:
            pointed = {f.related_model for f in table._meta.get_fields() if f.is_relation}
            assert all(model is None or model.__name__ != "Concern" for model in pointed)
