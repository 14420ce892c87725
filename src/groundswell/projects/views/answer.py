"""What the views of this room share: one page for every form, and both texts when two people wrote."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from groundswell.kernel.errors import EditConflict
from groundswell.kernel.web import render_page, sentence_on
from groundswell.projects.forms.fields import NetworkForm

if TYPE_CHECKING:
    from groundswell.projects.models import Ask, Change, Project, StudentComponent


def form_page(request: HttpRequest, form: NetworkForm, **words: Any) -> HttpResponse:
    """A page with one form: its title, its lead, where it goes back to and what its button says."""
    context = {"network": form.network, "form": form, **words}
    return render_page(request, "projects/form.html", context, part="form")


@contextmanager
def refusals_on(
    form: NetworkForm, versioned: "Project | Change | StudentComponent | Ask | None" = None
) -> Iterator[None]:
    """A refusal becomes a sentence on the form; a second editor sees the first one's words above their own."""
    with sentence_on(form):
        try:
            yield
        except EditConflict as conflict:
            _show_both(form, versioned, conflict)
            raise


def _show_both(form: NetworkForm, versioned: Any, conflict: EditConflict) -> None:
    aliases = {"plan": "new_plan"}
    names = {
        name: name if name in form.fields else aliases.get(name, "") for name in conflict.theirs
    }
    form.theirs = [
        (str(form.fields[field].label), str(conflict.theirs[name]))
        for name, field in names.items()
        if field in form.fields and str(conflict.theirs[name]) != form.cleaned_data.get(field)
    ]
    # Saved again, the joined words are meant to replace theirs.
    data = form.data.copy()  # type: ignore[attr-defined]  # posted data is a QueryDict
    data["version"] = str(versioned.version)
    form.data = data
