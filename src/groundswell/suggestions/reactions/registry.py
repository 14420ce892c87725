"""What this room gives to pages that every room fills."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.kernel import registries
from groundswell.kernel.actors import VISITOR, Actor
from groundswell.kernel.kept import never_kept
from groundswell.kernel.registries import (
    Attention,
    ExampleUrl,
    Looking,
    Occurrence,
    PersonalData,
    Responsibilities,
    Responsibility,
)
from groundswell.kernel.web import address
from groundswell.people.queries import person
from groundswell.suggestions import queries, services
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.wording import title_of
from groundswell.ui.wording import day

MOST = 20


def _discreet_title(suggestion: Suggestion) -> str:
    """What may stand on a page other co-chairs see: never the words of what was raised with one."""
    if suggestion.is_for_group:
        return title_of(suggestion.text)
    return _("Raised with a co-chair on %(day)s") % {"day": day(suggestion.raised_at)}


def attention(view: Looking) -> Iterable[Attention]:
    """Answers somebody owes; and for whoever raised something, whether it worked. One query."""
    for one in queries.asking(person_id=view.person_id, network_id=view.network.pk):
        if not one.is_for_group:
            never_kept()  # what was said to one co-chair stands on no page that is remembered
        if one.owner_id == view.person_id and one.due_on:
            yield Attention(
                kind=_("To answer"),
                title=_discreet_title(one),
                url=address("suggestions:handle", view.network.slug, one.pk),
                order=20,
                due_on=one.due_on,
            )
        if getattr(one, "is_to_rate", False):
            yield Attention(
                kind=_("Did it work for you?"),
                title=title_of(one.text),
                url=address("suggestions:own", view.network.slug, one.pk) + "#rated",
                order=60,
            )


def occurrences(network: Any, since: datetime) -> Iterable[Occurrence]:
    """What was raised with the group, in its raiser's words."""
    for one in queries.raised_since(network.pk, since)[:MOST]:
        is_good = one.kind == Suggestion.Kind.CELEBRATE
        sentence = _("Something good: %(words)s") if is_good else _("Raised: %(words)s")
        yield Occurrence(
            at=one.raised_at,
            title=sentence % {"words": title_of(one.text)},
            url=address("suggestions:group", network.slug) + f"#s{one.pk}",
            kind=str(one.get_kind_display()),
        )


def held_by_many(person_ids: Collection[int], network_id: int) -> dict[int, list[Responsibility]]:
    """What each of these co-chairs looks after, in one query."""
    out: dict[int, list[Responsibility]] = {}
    for one in queries.owned_by_many(person_ids, network_id)[:2000]:
        out.setdefault(one.owner_id or 0, []).append(_responsibility(one))
    return out


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """What a co-chair looks after."""
    return held_by_many([person_id], network_id).get(person_id, [])


def _responsibility(one: Suggestion) -> Responsibility:
    return Responsibility(
        key=f"suggestion:{one.pk}",
        kind=_("Something raised"),
        title=_discreet_title(one),
        url=address("suggestions:handle", one.network.slug, one.pk),
        due_on=one.due_on,
    )


def pass_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Hand one thing on; only another co-chair can take it."""
    one = queries.suggestion(int(key.rpartition(":")[2]))
    to = person(to_person_id)
    if one is not None and to is not None:
        services.pass_on(by=by, suggestion=one, to=to)


def export(person_id: int) -> Iterable[dict[str, Any]]:
    """What somebody raised under their name, with all they wrote, and what they answered as co-chair."""
    for one in queries.raised_by(person_id):
        yield {
            "raised_at": one.raised_at.isoformat(),
            "network": str(one.network),
            "kind": one.kind,
            "to": one.to,
            "text": one.text,
            "wrote": [s.text for s in one.steps.all() if s.what == "wrote"],
            "state": one.state,
            "outcome": one.outcome,
            "rating": one.rating,
            "rating_text": one.rating_text,
        }
    for step in queries.said_by(person_id):
        yield {"at": step.at.isoformat(), "what": step.what, "text": step.text}


def forget(person_id: int) -> None:
    services.forget_raiser(person_id=person_id)


registries.attention.append(attention)
registries.occurrences.append(occurrences)
registries.responsibilities.append(
    Responsibilities(room="suggestions", held=held, pass_on=pass_on, held_by_many=held_by_many)
)
registries.personal_data.append(
    PersonalData(
        room="suggestions",
        label=gettext_lazy("What you raised"),
        models=("suggestions.Suggestion", "suggestions.SuggestionStep"),
        export=export,
        forget=forget,
        kept=gettext_lazy(
            "What you raised as yourself stays until you leave for good; then your words and the way back "
            "to you are erased. What went to an agenda, a project or the minutes stays there, without your "
            "name. An address left by a visitor is forgotten half a year after the end."
        ),
    )
)


def _one(cast: Any, **options: Any) -> Suggestion:
    options = {"by": cast.alice, "text": "The hats in theatre do not fit over braids.", **options}
    return services.raise_suggestion(network=cast.network, **options)


def _page(name: str) -> Any:
    def make(cast: Any) -> str:
        slug = cast.network.slug
        if name in {"raise", "mine", "group", "board"}:
            _one(cast)
            return address(f"suggestions:{name}", slug)
        to = "group" if name == "own" else "cochair"
        return address(f"suggestions:{name}", slug, _one(cast, to=to).pk)

    return make


def _private_page(cast: Any) -> str:
    return services.follow_path(_one(cast, by=VISITOR, raised_as="Somebody"))


def _rating_page(cast: Any) -> str:
    return services.rate_path(_one(cast))


registries.example_urls.extend(
    [
        ExampleUrl("suggestions:raise", _page("raise"), public=True),
        *(
            ExampleUrl(f"suggestions:{name}", _page(name))
            for name in (
                "mine", "own", "group", "board", "handle", "pass", "agenda", "project", "close",
            )
        ),
        ExampleUrl("suggestions:link", _private_page, public=True),
        ExampleUrl("suggestions:rate", _rating_page, public=True),
    ]
)  # fmt: skip
