"""Members from a spreadsheet: read, match the headings, settle what is unclear, then everything or nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import MemberJoined
from groundswell.networks.models import Cohort, ImportDraft, Membership, Network
from groundswell.networks.queries.importing import KEPT_FOR, OTHER, SAME, Plan, Row, plan_of
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.wording import COLUMNS, SYNONYMS, with_kinds
from groundswell.people.services import make_accounts, sign_in_url, tell

if TYPE_CHECKING:
    from groundswell.people.models import Person

MOST_ROWS = 2000


@transaction.atomic
def start_import(*, by: Actor, network: Network, content: bytes, file_name: str) -> ImportDraft:
    """Read the file and keep what it says; nobody is brought in yet."""
    # Reads workbooks: too heavy to be loaded by every page.
    from groundswell.formats.errors import FormatError
    from groundswell.formats.table import guess_columns, read_table

    require(by, Permission.MEMBER_IMPORT, network)
    try:
        table = read_table(content, file_name)
    except FormatError as error:
        raise NetworkError(str(error)) from error
    if not table.rows:
        raise NetworkError(_("There are headings but no rows under them. Is this the right sheet?"))
    if len(table.rows) > MOST_ROWS:
        raise NetworkError(
            _("At most %(most)s rows at once; this sheet has %(found)s. Split it into two files.")
            % {"most": MOST_ROWS, "found": len(table.rows)}
        )
    draft = ImportDraft(
        network=network,
        by_id=by.person_id,
        file_name=file_name[:200],
        headings=table.headings,
        rows=[[_plain(cell) for cell in row] for row in table.rows],
        row_numbers=table.row_numbers,
        warnings=list(table.warnings),
        columns=with_kinds(guess_columns(table.headings, SYNONYMS), table.rows),
        kind=Membership.Kind.STUDENT,
    )
    draft.full_clean()
    draft.save(force_insert=True)
    record(by, "import.started", draft, network, n_rows=len(table.rows))
    return draft


def _plain(cell: Any) -> str | int | float | None:
    """A cell as it can be kept: days as ISO text."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, (int, float)):
        return cell
    return str(cell)[:500]


@transaction.atomic
def match_columns(
    *,
    by: Actor,
    draft: ImportDraft,
    columns: Mapping[str, int],
    kind: str,
    is_day_first: bool = True,
) -> None:
    """Say which column is which, what a row without a kind is, and how dates are written."""
    require(by, Permission.MEMBER_IMPORT, draft.network)
    for needed in ("name", "email"):
        if needed not in columns:
            raise NetworkError(
                _("Say which column holds this: %(what)s. Without it nobody can be brought in.")
                % {"what": COLUMNS[needed]}
            )
    if len(set(columns.values())) < len(columns):
        raise NetworkError(_("One column is chosen twice. Each can mean one thing only."))
    draft.columns, draft.kind, draft.is_day_first = dict(columns), kind, is_day_first
    draft.full_clean()
    draft.save(update_fields=["columns", "kind", "is_day_first"])


@transaction.atomic
def settle_row(*, by: Actor, draft: ImportDraft, number: int, choice: str) -> None:
    """Answer whether a row with a known name is the same person or somebody else."""
    require(by, Permission.MEMBER_IMPORT, draft.network)
    if choice not in (SAME, OTHER) or number not in draft.row_numbers:
        raise NetworkError(_("Choose for each row whether it is the same person or somebody else."))
    draft.choices = {**draft.choices, str(number): choice}
    draft.save(update_fields=["choices"])


@transaction.atomic
def finish_import(
    *, by: Actor, draft: ImportDraft, without_errors: bool = False, is_inviting: bool = False
) -> int:
    """Bring everybody in, or nobody. Returns how many came in; the draft is gone afterwards."""
    network = draft.network
    require(by, Permission.MEMBER_IMPORT, network)
    # Held until the end: a second click waits, and finds nothing left to do.
    if not ImportDraft.objects.select_for_update().filter(pk=draft.pk).exists():
        raise NetworkError(_("This import was finished already."))
    plan = plan_of(draft)
    _is_settled(plan, without_errors)
    groups = _cohorts(network, plan)
    people = make_accounts(rows=[(row.address, row.name) for row in plan.new])
    made = [_membership(network, row, people[row.address], groups) for row in plan.new]
    Membership.objects.bulk_create(made, batch_size=200)
    for membership in made:
        announce(MemberJoined(network_id=network.pk, person_id=membership.person_id))
    record(by, "members.imported", draft, network, n=len(made), n_errors=len(plan.errors))
    if is_inviting:
        _welcome(by, network, [people[row.address] for row in plan.new if row.left_on is None])
    draft.delete()
    return len(made)


def _is_settled(plan: Plan, without_errors: bool) -> None:
    if plan.asks:
        n = len(plan.asks)
        raise NetworkError(
            ngettext(
                "%(n)s row still asks whether it is the same person. Answer it first.",
                "%(n)s rows still ask whether it is the same person. Answer them first.",
                n,
            )
            % {"n": n}
        )
    if plan.errors and not without_errors:
        n = len(plan.errors)
        raise NetworkError(
            ngettext(
                "%(n)s row cannot be read. Correct it in the spreadsheet and upload that, or leave it out.",
                "%(n)s rows cannot be read. Correct them in the spreadsheet and upload that, or leave them out.",
                n,
            )
            % {"n": n}
        )


def _cohorts(network: Network, plan: Plan) -> dict[str, Cohort]:
    Cohort.objects.bulk_create(
        Cohort(network=network, name=name, graduates_on=graduates_on)
        for name, graduates_on in plan.new_cohorts.items()
        if not Cohort.objects.filter(network=network, name__iexact=name).exists()
    )
    return {cohort.name: cohort for cohort in Cohort.objects.filter(network=network)}


def _membership(
    network: Network, row: Row, person: "Person", groups: Mapping[str, Cohort]
) -> Membership:
    return Membership(
        network=network,
        person=person,
        kind=row.kind,
        cohort=groups.get(row.cohort),
        started_on=row.joined_on or timezone.localdate(),
        ended_on=row.left_on,
    )


def _welcome(by: Actor, network: Network, people: "list[Person]") -> None:
    today = reverse("home:network", args=[network.slug])
    for person in people:
        tell(
            person=person,
            kind="invitation",
            template="networks/mail/brought_in",
            context={
                "link": sign_in_url(person=person, to=today),
                "inviter": getattr(by, "name", ""),
            },
            network=network,
            at_once=True,
            once_key=f"brought-in-{network.pk}-{person.pk}",
        )


def drop_import(*, by: Actor, draft: ImportDraft) -> None:
    """Throw a begun import away."""
    require(by, Permission.MEMBER_IMPORT, draft.network)
    draft.delete()


def drop_old_imports() -> int:
    """Forget imports begun more than a week ago. Returns how many."""
    old = ImportDraft.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]
