"""The components. `{% load ui %}`; words are passed marked, e.g. `title=_("Nothing yet")`.

One-liners
  {% page_header title kicker= lead= back_url= back_label= action_label= action_url= %}
  {% row title url= note= when= clock= tag= %}     inside {% rows %}…{% endrows %}; `clock` from {% clock … as c %}
  {% tag "words" kind="" %}                        kind: "" (green) | gold | blue | quiet
  {% clock state when %}                           state: due | late | kept | closed; when: date or words
  {% clock_for due_on done_on %}                   the same, the state found from the two dates
  {% stat 17 "kept" %}                             a big number and its word
  {% stepper steps label= brief=False %}           steps: {"label", "reached", "current", "on"?, "note"?}
  {% conversation messages %}                      messages: {"who", "at", "text", "mine"?, "event"?}
  {% person someone note= url= %}                  chip; a name or anything with display_name or name
  {% data_table caption headings rows %}           scrolls, keyboard can reach it; numbers align by themselves
  {% chart_frame chart %}                          a Chart of groundswell.ui.charts, its table behind it
  {% field form.title %}   {% form_fields form %}  {% error_summary form %}
  {% who_sees "Members of the network" %}          every form says who will see what is typed
  {% button label url= kind= icon= name= value= wide=False %}   link with url, else submits; kind: "" | quiet | plain
  {% pagination page %}   {% tabs items label= %}  items: {"label", "url", "current", "count"?}
  {% progress label value= maximum=100 note= %}    without value: under way, end unknown
  {% toast "words" kind="success" %}   {% copy_text text label= %}   {% icon "check" label="" %}
  {% mail_button label url %}                      in mails only

Blocks (close with end…)
  {% card title= url= tag= clock= sunk=False %}…   {% rows %}…   {% acts %}buttons…
  {% quote who= %}…     {% verdict %}…             {% notice kind= title= %}…  kind: "" | warning | error | success
  {% empty title text= example= %}buttons…         what it is, one example, one button
  {% table_region caption %}<thead>…               a table whose cells you write yourself
  {% dialog label title= kind="quiet" %}…          opens in place, without script
  {% more label %}…                                something one may unfold
  {% keep %}<form>…</form>{% endkeep %}            unsent words come back after a failed sending; not for sealed forms

Pages extend `ui/base.html` (blocks title, head, main, main_look, mast_look, hero, swell, actions,
footer_links) or, for one question, `ui/narrow.html`; mails `ui/mail.html` and `ui/mail.txt` (subject,
preheader, body, why). Form widgets: ChoiceCards, TapButtons, DateBox, TimeBox of groundswell.ui.widgets.
Pictures: groundswell.ui.charts. Layout classes: two, lede, grid, cards (many), stack, people.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groundswell.ui import blocks
from groundswell.ui.blocks import PARTS, part
from groundswell.ui.charts import Chart, Svg, swell_mark
from groundswell.ui.fields import choices_of, described_by, look_of, target_of
from groundswell.ui.icons import ICONS, TURNING
from groundswell.ui.wording import clock_face, clock_state, first_grapheme, name_of

register = template.Library()
# Small signs


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; with a label it speaks, without it is silent."""
    return _drawn(name, label) if label else _silent(name)


@cache
def _silent(name: str) -> SafeString:
    return _drawn(name, "")


def _drawn(name: str, label: str) -> SafeString:
    turns = " turns" if name in TURNING else ""
    voice = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 20 20" {}>{}</svg>', turns, voice, Svg(ICONS[name])
    )


@register.simple_tag
def brand_mark(members: Sequence[int] | str | None = None) -> Svg:
    """Draw the small swell beside a network's name; members by month, where they are known."""
    return swell_mark(None if isinstance(members, str) else members)


@register.simple_tag
def tag(words: str, kind: str = "") -> SafeString:
    """Say in a word what something is."""
    return format_html('<span class="tag{}">{}</span>', f" {kind}" if kind else "", words)


@register.simple_tag
def clock(state: str, when: date | datetime | str) -> SafeString:
    """Say how something stands in time: a shape, a word, and only then a colour."""
    face = clock_face(state, when)
    return format_html(
        '<span class="clock {}">{} {}</span>', face.state, icon(face.icon), face.words
    )


@register.simple_tag
def clock_for(due_on: date | None, done_on: date | None = None) -> SafeString:
    """Find the state of something due and say it; what has no day has nothing to say."""
    day = done_on or due_on
    return clock(clock_state(due_on or day, done_on), day) if day else SafeString()


@register.simple_tag
def stat(number: Any, words: str) -> SafeString:
    """Set a number large, with its word."""
    return format_html('<span class="stat"><b>{}</b> {}</span>', number, words)


@register.inclusion_tag(f"{PARTS}person.html")
def person(someone: Any, note: str = "", url: str = "") -> dict[str, Any]:
    """Show someone by their whole name; the disc is neutral."""
    name = name_of(someone)
    return {"name": name, "sign": first_grapheme(name), "note": note, "url": url}


@register.simple_tag
def button(
    label: str,
    url: str = "",
    kind: str = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    wide: bool = False,
) -> SafeString:
    """Show a link that looks like a button, or a submit button."""
    return part(
        "button", label=label, url=url, kind=kind, icon=icon, name=name, value=value, wide=wide
    )


# Page furniture


@register.inclusion_tag(f"{PARTS}page_header.html")
def page_header(
    title: str,
    kicker: str = "",
    lead: str = "",
    back_url: str = "",
    back_label: str = "",
    action_label: str = "",
    action_url: str = "",
) -> dict[str, str]:
    """Open a page: where one is, its name, one sentence, one action."""
    return {
        "title": title,
        "kicker": kicker,
        "lead": lead,
        "back_url": back_url,
        "back_label": back_label,
        "action_label": action_label,
        "action_url": action_url,
    }


@register.inclusion_tag(f"{PARTS}row.html")
def row(
    title: str, url: str = "", note: str = "", when: str = "", clock: str = "", tag: str = ""
) -> dict[str, str]:
    """Show one line of a list."""
    return {"title": title, "url": url, "note": note, "when": when, "clock": clock, "tag": tag}


@register.inclusion_tag(f"{PARTS}stepper.html")
def stepper(
    steps: Iterable[Mapping[str, Any]], label: str = "", brief: bool = False
) -> dict[str, Any]:
    """Draw how far something has come along the thread."""
    listed = list(steps)
    reached = [step for step in listed if step.get("reached")]
    current = next(
        (step for step in listed if step.get("current")), reached[-1] if reached else None
    )
    return {
        "steps": listed,
        "label": label,
        "brief": brief,
        # A step one stands on counts, reached or not: nobody begins at step nought.
        "n_reached": max(len(reached), listed.index(current) + 1 if current else 0),
        "current": current,
    }


@register.inclusion_tag(f"{PARTS}conversation.html")
def conversation(messages: Iterable[Any]) -> dict[str, Any]:
    """Show what was said, oldest first."""
    return {"messages": messages}


@register.inclusion_tag(f"{PARTS}tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Show links to sister pages; the one we are on is marked."""
    return {"items": items, "label": label}


@register.inclusion_tag(f"{PARTS}pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Show links to the pages before and after; other search words stay in the address."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    return {"page": page, "query": f"{query.urlencode()}&" if query else ""}


@register.inclusion_tag(f"{PARTS}progress.html")
def progress(
    label: str, value: float | None = None, maximum: float = 100, note: str = ""
) -> dict[str, Any]:
    """Show how far long work has come; without a value, that it is under way."""
    return {"label": label, "value": value, "maximum": maximum, "note": note}


@register.inclusion_tag(f"{PARTS}toast.html")
def toast(words: str, kind: str = "") -> dict[str, str]:
    """Say what just happened."""
    return {
        "words": words,
        "icon": {"success": "check", "warning": "late", "error": "late"}.get(kind, ""),
    }


@register.inclusion_tag(f"{PARTS}copy_text.html")
def copy_text(text: str, label: str = "") -> dict[str, str]:
    """Show a text ready to be copied; without script it can still be selected."""
    return {"text": text, "label": label}


# Tables and pictures


@register.inclusion_tag(f"{PARTS}data_table.html")
def data_table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> dict[str, Any]:
    """Show rows under headings; the first cell names its row."""
    listed = [[(cell, isinstance(cell, (int, float, Decimal))) for cell in cells] for cells in rows]
    numeric = [is_number for _, is_number in listed[0]] if listed else [False] * len(headings)
    return {
        "caption": caption,
        "headings": list(zip(headings, numeric, strict=False)),
        "rows": listed,
    }


@register.inclusion_tag(f"{PARTS}chart_frame.html")
def chart_frame(chart: Chart) -> dict[str, Any]:
    """Show a picture with its words over it and its table behind it."""
    return {"chart": chart}


# Forms


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Show a field: label, help, error, control, joined for screen readers."""
    # A placeholder repeats the label and goes when one types: what is to be known stands beside the field.
    bound.field.widget.attrs.pop("placeholder", None)
    look = look_of(bound)
    if look == "hidden":
        return bound.as_widget()
    if look in {"cards", "taps"}:
        return part(
            "field_group",
            field=bound,
            look=look,
            choices=choices_of(bound),
            described=described_by(bound),
        )
    return part("field_check" if look == "check" else "field", field=bound)


@register.inclusion_tag(f"{PARTS}error_summary.html")
def error_summary(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """List what is wrong, each a link to its field; it takes the focus when the page opens."""
    wrong = [(target_of(bound), bound.label, bound.errors[0]) for bound in form if bound.errors]
    return {"whole": list(form.non_field_errors()), "wrong": wrong, "focus": focus}


@register.inclusion_tag(f"{PARTS}form_fields.html")
def form_fields(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """Show the error summary, who will see it (`form.who_sees`), and all fields."""
    return {"form": form, "who_sees": getattr(form, "who_sees", ""), "focus": focus}


@register.inclusion_tag(f"{PARTS}who_sees.html")
def who_sees(words: str) -> dict[str, str]:
    """Say who will see what is typed."""
    return {"words": words}


# Blocks: their functions stand in groundswell.ui.blocks

for block in (
    blocks.card,
    blocks.rows,
    blocks.acts,
    blocks.quote,
    blocks.verdict,
    blocks.notice,
    blocks.empty,
    blocks.table_region,
    blocks.dialog,
    blocks.more,
    blocks.keep,
):
    register.simple_block_tag(block)


@register.inclusion_tag("ui/mail_button.html")
def mail_button(label: str, url: str) -> dict[str, str]:
    """Show a button in a mail."""
    return {"label": label, "url": url}
