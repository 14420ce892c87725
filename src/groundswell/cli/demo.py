"""``groundswell demo``: fill an embedded database with a living, invented network, and say how to look around."""

import argparse
import os
import sys

from groundswell.cli.start import migrate, wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell demo", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="serve it afterwards")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=2020)
    options = parser.parse_args(argv)
    # Always its own settings and its own database: never into a real network.
    os.environ.update(DJANGO_SETTINGS_MODULE="groundswell.settings.demo")
    os.environ.setdefault("GROUNDSWELL_SITE_URL", f"http://localhost:{options.port}")
    wake()
    migrate()
    fill(options.seed)
    tell_where(options.port)
    if options.serve:
        from groundswell.cli import serve

        return serve.run(["--port", str(options.port), "--no-migrate"])
    return 0


def fill(seed: int) -> None:
    """Build the network once; a second run changes nothing."""
    from groundswell.demo.build import build, is_built

    if is_built():
        print("The demo network is here already; nothing was changed.")
        return
    build(seed=seed, progress=show_progress)
    print("\rThe demo network has lived through its years." + " " * 24)


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
    base = f"http://localhost:{port}"
    print(f"\nThe wall, as anybody sees it   {base}/")
    print(f"Look around as somebody        {base}/demo/   (one click: {', '.join(roles())})")
    print(f"The letters they were sent     {base}/outbox/")
    print(f"Start your own network         {base}/begin/\n")
