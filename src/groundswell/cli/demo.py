"""``groundswell demo``: fill an embedded database with a living, invented network, and say how to look around."""

import argparse
import os
import sys

from groundswell.cli import serve
from groundswell.cli.start import migrate, wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell demo", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="serve it afterwards")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=2020)
    options = parser.parse_args(argv)
    if options.serve:
        serve.refuse_taken_port("127.0.0.1", options.port)  # before all the building
    # Always its own settings and its own database: never into a real network.
    os.environ.update(DJANGO_SETTINGS_MODULE="groundswell.settings.demo")
    os.environ.setdefault("GROUNDSWELL_SITE_URL", f"http://localhost:{options.port}")
    wake()
    migrate(from_nothing=True)
    fill(options.seed)
    tell_where(options.port)
    if options.serve:
        return serve.run(["--port", str(options.port), "--no-migrate"])
    return 0


def fill(seed: int) -> None:
    """Build the network once; a second run changes nothing."""
    from groundswell.demo.build import build, is_built

    if is_built():
        print("The demo network is here already; nothing was changed.")
        print(f"To begin it afresh: stop, delete {database_files()}, start again.")
        return
    build(seed=seed, progress=show_progress)
    print("\rThe demo network has lived through its years." + " " * 24)


def database_files() -> str:
    """What holds the demo, and nothing else."""
    from django.conf import settings

    return f"{settings.VAR / 'demo.sqlite3'}* and {settings.VAR / 'demo-secrets.json'}"


def show_progress(words: str, share: float) -> None:
    """One line that is written over."""
    if sys.stdout.isatty():
        done = int(share * 30)
        print(f"\r{'█' * done}{'░' * (30 - done)} {words:<16}", end="", flush=True)


def roles() -> list[str]:
    """Whom one can be, as the page of doors lists them."""
    from groundswell.demo.build import doors

    return [door.role.lower() for door in doors()]


def tell_where(port: int) -> None:
    """The addresses somebody needs."""
    from groundswell.networks.queries import synthetic_network

    base = f"http://localhost:{port}"
    network = synthetic_network()
    wall = f"{base}/n/{network.slug}/" if network else f"{base}/"
    print(f"\nThe wall, as anybody sees it   {wall}")
    print(f"Look around as somebody        {base}/demo/   (one click: {', '.join(roles())})")
    print(f"The letters they were sent     {base}/outbox/")
    print(f"Start your own network         {base}/begin/")
    tell_secrets(base)


def tell_secrets(base: str) -> None:
    """What opens a thread and a desk here: secrets of invented people, kept in a file for the demo alone."""
    from groundswell.demo.build import printed
    from groundswell.networks.queries import synthetic_network

    network, known = synthetic_network(), printed.kept()
    if network is None or known is None:
        print()
        return
    print(f"\nThe sealed room, as a raiser   {base}/n/{network.slug}/q/back/")
    print(f"  a receipt to type there      {known.receipt}")
    print(
        f"The listeners' desk            {base}/n/{network.slug}/desk/   (be {known.listener} first)"
    )
    print(f"  who listens                  {known.address}")
    print(f"  their case passphrase        {known.passphrase}")
    print(f"These are made up and lie open in {printed.path()}; put nothing real into the demo.\n")
