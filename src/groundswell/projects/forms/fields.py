"""Fields many forms of this room share: text with a limit that is said, and the hidden version."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from groundswell.networks.models import Network


def prose(label: Any, most: int, *, rows: int = 4, **options: Any) -> forms.CharField:
    """A text box; what is too long is refused with both numbers, and kept."""
    field = forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )
    # The browser would cut what is pasted without a word.
    field.widget.attrs.pop("maxlength", None)
    return field


class NetworkForm(forms.Form):
    """A form whose words the members of one network will see."""

    def __init__(self, *args: Any, network: "Network", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        # Filled when somebody else saved the same text meanwhile: (label, their words).
        self.theirs: list[tuple[str, str]] = []

    @property
    def who_sees(self) -> str:
        """Said on top of the form."""
        return _("members of %(network)s.") % {"network": self.network}


class VersionedForm(NetworkForm):
    """Carries the version its words were read at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
