"""What this room gives to the registries, and the little it hears of the rest of the house."""

import re

from django.utils.translation import gettext_lazy

from groundswell.concerns import personal
from groundswell.kernel import registries
from groundswell.kernel.registries import PersonalData

registries.unseen_paths.append(re.compile(r"/n/[-\w]+/q/"))
registries.personal_data.append(
    PersonalData(
        room="concerns",
        label=gettext_lazy("Listening"),
        models=("concerns.Listener", "concerns.Share"),
        export=personal.export,
        forget=personal.forget,
        kept=gettext_lazy(
            "That somebody listens or listened is kept while the network lasts, because raisers see who had "
            "access. Who raised something is stored nowhere outside what is sealed."
        ),
    )
)
