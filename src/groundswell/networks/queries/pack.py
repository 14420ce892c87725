"""The documents a data-protection officer asks for, filled in as far as the installation knows.

They are written in English, for the law of the United Kingdom. What only people can answer is left as a line to
fill, and looks like one.
"""

from collections.abc import Iterable
from importlib.resources import files
from string import Template

from django.utils.translation import override

from groundswell.kernel.clock import today
from groundswell.networks.models import DataProtection, Network
from groundswell.networks.queries.protection import kept_how_long, protection_of, who_sees_what

BLANK = "________________ (to be filled in)"
REGULATORS = {
    "ENG": "In England condition E6 of the Office for Students applies: one comprehensive source of information on "
    "harassment and sexual misconduct, with its earlier versions kept, capacity to handle reports, and no agreement "
    "that stops a student from speaking. Freedom of information: the Act of 2000; the Information Commissioner.",
    "SCT": "In Scotland condition E6 of the Office for Students does not apply; the Scottish Funding Council sets "
    "expectations. Freedom of information: the Scottish Act of 2002, with its own commissioner. Data protection stays "
    "with the Information Commissioner.",
    "WLS": "In Wales condition E6 of the Office for Students does not apply; Medr sets conditions. Freedom of "
    "information: the Act of 2000; the Information Commissioner. The notice should be offered in Welsh.",
    "NIR": "In Northern Ireland condition E6 of the Office for Students does not apply, and equality law is that of "
    "Northern Ireland, not the Equality Act 2010. Freedom of information: the Act of 2000; the Information "
    "Commissioner.",
}


def pack_of(network: Network) -> dict[str, str]:
    """File name to text (Markdown), in the order they are read."""
    with override("en-gb"):
        known = _known(network, protection_of(network))
        folder = files("groundswell.networks").joinpath("pack")
        found = sorted(one.name for one in folder.iterdir() if one.name.endswith(".md"))
        return {
            name: Template(folder.joinpath(name).read_text("utf-8")).substitute(known)
            for name in found
        }


def _known(network: Network, decided: DataProtection | None) -> dict[str, str]:
    return {
        "network": network.name,
        "institution": network.institution or BLANK,
        "day": f"{today(network.time_zone):%d %B %Y}",
        "controller": decided.controller if decided else BLANK,
        "contact": decided.contact if decided else BLANK,
        "officer": decided.officer if decided else BLANK,
        "basis": decided.get_basis_display() if decided else BLANK,
        "condition": decided.get_condition_display() if decided else BLANK,
        "processor": (decided.hosted_by or "None: the controller runs the server") if decided else BLANK,
        "backups": f"{decided.backups_kept_days} days" if decided else BLANK,
        "reviewed": f"{decided.reviewed_on:%d %B %Y}" if decided else BLANK,
        "route": " ".join(filter(None, (network.official_route_name, network.official_route_url))) or BLANK,
        "region": network.get_region_display(),
        "law": REGULATORS[network.region],
        "who_sees_what": _table(
            ("who", "may"), ((sight.who, "; ".join(sight.may)) for sight in who_sees_what())
        ),
        "retention": _table(
            ("what", "how long, and why", "room"),
            ((kept.what, kept.how_long, kept.room) for kept in kept_how_long()),
        ),
    }  # fmt: skip


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _column in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
