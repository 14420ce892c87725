"""``{% can "project.lead" network as may_lead %}``, ``{% once %}`` and what was written on a refused form."""

import secrets

from django import template
from django.db import models
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groundswell.kernel import actors, pages
from groundswell.kernel.permissions import Permission

register = template.Library()


@register.simple_tag(takes_context=True)
def can(
    context: RequestContext,
    permission: str,
    scope: actors.Scope | None,
    about: models.Model | None = None,
) -> bool:
    """Whether the person looking (or the link they came by) may do it."""
    actor = context.get("actor") or context["request"].user
    by = actor if hasattr(actor, "holds") else actors.VISITOR
    return actors.can(by, Permission(permission), scope, about)


@register.simple_tag
def once() -> SafeString:
    """A number that makes a second sending of the same form harmless."""
    return format_html('<input type="hidden" name="_once" value="{}">', secrets.token_urlsafe(18))


@register.filter
def written(pairs: list[tuple[str, str]] | None) -> list[str]:
    """The words among what was typed."""
    return pages.written(pairs or [])
