"""From a fresh machine with Python to a running Groundswell, with the standard library only.

``python3 bootstrap.py demo`` works where there is no make; every make target is one line over
this file. Nothing is installed outside ``.venv``, and only packages whose hashes stand in
``requirements/``.

Types stand in quotes so that an old Python gets as far as the sentence that says it is too old.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "groundswell-installed.json"
GROUPS = ("runtime", "test", "e2e", "lint", "peers")
# Peers that pin old versions of what everything else needs: locked each by itself, and installed
# into a folder of its own below .venv-peers.
PEERS = ROOT / ".venv-peers"
APART = ("peers-irrcac", "peers-unitized")
OLDEST, TOO_NEW = (3, 11), (3, 14)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Stop(Exception):
    """A sentence for the person at the keyboard: what is missing and what cures it."""


# ---------------------------------------------------------------------------- the environment


def check_python() -> None:
    """Carry on with a Python we support, going over to one on the PATH when this is not it."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and subprocess.call([other, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            raise SystemExit(subprocess.call([other, *sys.argv]))
    raise Stop(
        "Groundswell needs Python 3.11, 3.12 or 3.13, and this is {}.{}: install one of them and "
        "run the same command with it.".format(*sys.version_info[:2])
    )


def lock_file(group: str) -> Path:
    return ROOT / "requirements" / f"{group}.txt"


def wanted(groups: "tuple[str, ...]") -> "dict[str, str]":
    """What each group's lock says now, as a hash."""
    return {g: hashlib.sha256(lock_file(g).read_bytes()).hexdigest() for g in groups}


def installed() -> "dict[str, str]":
    """What was installed last time; empty when that was with another Python or place."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    same = stamp.get("python") == sys.version.split()[0] and stamp.get("root") == str(ROOT)
    return dict(stamp["locks"]) if same and PYTHON.exists() else {}


def setup(*groups: str) -> None:
    """Install the groups whose locks have changed since last time. Nothing to do takes no time."""
    order = tuple(g for g in GROUPS if g == "runtime" or g in groups)
    have, want = installed(), wanted(order)
    if all(have.get(g) == h for g, h in want.items()):
        return
    started = time.monotonic()
    uv = shutil.which("uv")
    if not have:
        make_venv(with_pip=uv is None)
    changed = [g for g in order if have.get(g) != want[g]]
    install(changed, uv)
    write_path_file()
    write_launcher()
    stamp = {"python": sys.version.split()[0], "root": str(ROOT), "locks": {**have, **want}}
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    say(f"Ready in {time.monotonic() - started:.0f} s.")


def make_venv(*, with_pip: bool) -> None:
    say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
    try:
        import venv

        if with_pip:
            import ensurepip  # noqa: F401 - Debian ships venv without it
    except ImportError as missing:
        raise Stop(
            f"This Python came without its {missing.name} module, which makes the environment "
            "everything is installed into. On Debian or Ubuntu: sudo apt-get install python3-venv. "
            "Then run the same command again."
        ) from None
    venv.create(VENV, with_pip=with_pip, clear=True, symlinks=not WINDOWS)


def install(groups: "list[str]", uv: "str | None") -> None:
    files = [lock_file(g) for g in groups]
    total = len({line.split("==")[0] for f in files for line in lines_of(f) if "==" in line})
    say(f"Installing {total} packages ({', '.join(groups)}), each checked against its hash")
    requirements = [word for f in files for word in ("-r", str(f))]
    checked = ["--require-hashes", "--no-deps", *requirements]
    # Some machines switch compiled files off, and every start of Django then pays for it.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if uv:
        env["UV_COMPILE_BYTECODE"] = "1"
        code = subprocess.call([uv, "pip", "install", "--python", str(PYTHON), *checked], env=env)
    else:
        ensure_pip()
        code = pip_with_progress(checked, env, total)
    if code:
        raise Stop(
            "The packages could not be installed; the lines above say which. Check the connection, "
            "then run the same command again: what is already there is kept."
        )


def setup_peers() -> None:
    """Install what results are measured against. A peer that cannot be installed is left out."""
    try:
        setup("test", "e2e", "peers")
    except Stop:
        say("The peers could not be installed; what needs them says so.")
        setup("test", "e2e")
    for group in APART:
        install_apart(group, PEERS / group.removeprefix("peers-"))


def install_apart(group: str, place: Path) -> None:
    """Give a peer an environment of its own, which is made anew when its lock has changed."""
    stamp, want = place / "installed.txt", wanted((group,))[group]
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == want:
        return
    say(f"Installing {group}")
    python = place / BIN.name / PYTHON.name
    checked = ["--require-hashes", "--no-deps", "-r", str(lock_file(group))]
    uv = shutil.which("uv")
    import venv

    venv.create(place, with_pip=uv is None, clear=True, symlinks=not WINDOWS)
    pip = [uv, "pip"] if uv else [str(python), "-m", "pip"]
    there = ["--python", str(python)] if uv else []
    if subprocess.call([*pip, "install", "--quiet", *there, *checked]):
        say(f"{group} could not be installed here; what needs it says so.")
        return
    stamp.write_text(want, encoding="utf-8")


def ensure_pip() -> None:
    """An environment that uv made has no pip; give it one when uv has gone."""
    if subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL):
        subprocess.check_call([str(PYTHON), "-m", "ensurepip"], stdout=subprocess.DEVNULL)


def pip_with_progress(arguments: "list[str]", env: "dict[str, str]", total: int) -> int:
    """Run pip, showing one moving line instead of some hundreds; all of them when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    heard: list[str] = []
    fetched = 0
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            heard.append(line)
            if line.startswith("Collecting "):
                fetched += 1
                progress(f"  {fetched} of {total} fetched")
            elif line.startswith("Installing collected"):
                progress("  putting them in place")
    progress("")
    if pip.returncode:
        sys.stdout.write("".join(heard[-40:]))
    return pip.returncode


def write_path_file() -> None:
    """Put src/ on the path of the environment: what is edited is what runs."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    lib = VENV / "Lib" if WINDOWS else VENV / "lib" / version
    (lib / "site-packages" / "groundswell.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")


SCRIPT = """\
import sys

from groundswell.cli import main

if __name__ == "__main__":
    sys.argv[0] = "groundswell"
    sys.exit(main())
"""


def write_launcher() -> None:
    """The installed command `groundswell`, without a packaging step."""
    if WINDOWS:
        (BIN / "groundswell-script.py").write_text(SCRIPT, encoding="utf-8")
        (BIN / "groundswell.cmd").write_text(
            '@"%~dp0python.exe" "%~dp0groundswell-script.py" %*\r\n', encoding="utf-8"
        )
        return
    launcher = BIN / "groundswell"
    # The shell reads the second line as a command and Python as a string: paths with spaces work.
    launcher.write_text(
        f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n{SCRIPT}", encoding="utf-8"
    )
    launcher.chmod(0o755)


# ---------------------------------------------------------------------------- running things


def say(text: str) -> None:
    print(text, flush=True)


def progress(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<40}", end="" if text else "\r", flush=True)


def lines_of(path: Path) -> "list[str]":
    return path.read_text(encoding="utf-8").splitlines()


def environment(**more: str) -> "dict[str, str]":
    """Ours first on the PATH, and output that appears as it happens."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1", **more}


def tool(name: str) -> str:
    return str(BIN / (f"{name}.exe" if WINDOWS else name))


def run(*command: str, **env: str) -> int:
    return subprocess.call(list(command), cwd=ROOT, env=environment(**env))


def become(*command: str) -> int:
    """Hand this process over, so that Ctrl-C and a stop signal reach the server itself."""
    if not WINDOWS:
        sys.stdout.flush()
        os.chdir(ROOT)
        os.execve(command[0], list(command), environment())  # noqa: S606 - our own launcher
    return run(*command)


def groundswell(*arguments: str, **env: str) -> int:
    for name, value in env.items():
        os.environ.setdefault(name, value)
    return become(str(BIN / ("groundswell.cmd" if WINDOWS else "groundswell")), *arguments)


def stages(named: "list[tuple[str, list[str]]]", **env: str) -> int:
    """Run each stage even after one fails: a person wants to hear everything at once."""
    failed = []
    for name, command in named:
        say(f"\n── {name}")
        started = time.monotonic()
        ok = run(*command, **env) == 0
        say(f"── {name}: {'fine' if ok else 'FAILED'} in {time.monotonic() - started:.1f} s")
        if not ok:
            failed.append(name)
    if failed:
        say(f"\nNot yet: {', '.join(failed)}.")
    return 1 if failed else 0


# ---------------------------------------------------------------------------- what one asks for


def do_setup(options: argparse.Namespace) -> int:
    groups = tuple(g for g in options.groups.split(",") if g)
    unknown = [g for g in groups if g not in GROUPS]
    if unknown:
        raise Stop(f"There is no group called {unknown[0]}: choose from {', '.join(GROUPS)}.")
    setup(*groups)
    say(f"Installed in {VENV.name}: {', '.join(sorted(installed()))}.")
    return 0


def do_run(options: argparse.Namespace) -> int:
    setup()
    return groundswell("serve", *options.rest, DJANGO_SETTINGS_MODULE="groundswell.settings.dev")


def do_demo(options: argparse.Namespace) -> int:
    setup()
    return groundswell("demo", "--serve", *options.rest)


def pytest(*arguments: str) -> "list[str]":
    return [str(PYTHON), "-m", "pytest", *arguments]


def find_browser() -> "str | None":
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        if Path(named).is_file():
            return named
        raise Stop(f"CHROMIUM_PATH names {named}, which is not a file. Correct it or unset it.")
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


NO_BROWSER = """
The browser journeys were SKIPPED: no Chromium was found on this machine.
  Debian, Ubuntu   sudo apt-get install chromium
  macOS            brew install --cask chromium
  Windows          winget install Google.Chrome, then set CHROMIUM_PATH to chrome.exe
Then: make journeys. CHROMIUM_PATH names a browser that is not on the PATH."""


def journeys(rest: "list[str]") -> int:
    browser = find_browser()
    if browser is None:
        say(NO_BROWSER)
        in_ci = os.environ.get("CI", "").lower() in {"1", "true"}
        if in_ci:
            say("With CI set that is a failure.")
        return 1 if in_ci else 0
    # A journey talks to its own server on this machine and to nothing else.
    loopback = "--allow-hosts=127.0.0.1,localhost,::1"
    command = pytest("-m", "journey", loopback, *(rest or ["tests/journeys"]))
    return stages([("journeys", command)], CHROMIUM_PATH=browser)


def do_test(options: argparse.Namespace) -> int:
    setup("test", "e2e")
    rooms = stages([("rooms and architecture", pytest("-m", "not journey", *options.rest))])
    return journeys([]) | rooms


def do_test_postgres(options: argparse.Namespace) -> int:
    """All but the journeys again, on a PostgreSQL that a test package brings along."""
    setup("test", "e2e")
    command = [str(PYTHON), "tools/postgres.py", *pytest("-m", "not journey", *options.rest)]
    return stages([("rooms and architecture on PostgreSQL", command)])


def do_journeys(options: argparse.Namespace) -> int:
    setup("test", "e2e")
    return journeys(options.rest)


def templates() -> "list[str]":
    return [str(p.relative_to(ROOT)) for p in sorted(ROOT.glob("src/**/templates/**/*.html"))]


def do_check(_: argparse.Namespace) -> int:
    setup("test", "e2e", "lint")
    manage = [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"]
    checks = [
        ("format", [tool("ruff"), "format", "--check", "."]),
        ("lint", [tool("ruff"), "check", "."]),
        ("types", [tool("mypy")]),
        ("who imports whom", [tool("lint-imports")]),
        ("migrations in step", manage),
        ("links in the docs", [str(PYTHON), "tools/check_links.py"]),
    ]
    if templates():
        checks.insert(2, ("template format", [tool("djade"), "--check", *templates()]))
    return stages(checks, DJANGO_SETTINGS_MODULE="groundswell.settings.test")


def do_fix(_: argparse.Namespace) -> int:
    setup("test", "e2e", "lint")
    fixes = [
        ("lint", [tool("ruff"), "check", "--fix", "."]),
        ("format", [tool("ruff"), "format", "."]),
    ]
    if templates():
        # djade ends with 1 when it changed something, which is what was asked for.
        run(tool("djade"), *templates())
    return stages(fixes)


def do_bench(options: argparse.Namespace) -> int:
    setup_peers()
    workloads = sorted(p for p in ROOT.glob("benchmarks/*.py") if not p.name.startswith("_"))
    if not workloads:
        raise Stop("There is no workload in benchmarks/ yet: add one file per workload.")
    return stages([(p.stem, [str(PYTHON), str(p), *options.rest]) for p in workloads])


def do_crosscheck(options: argparse.Namespace) -> int:
    """Results against other packages, some of them under the GPL: installed only when asked for."""
    setup_peers()
    # The room's own tests too: with these packages here, those of their frames and models are not skipped.
    where = ("tests/crosscheck", "src/groundswell/analysis")
    return run(*pytest("-m", "not journey", *(options.rest or where)))


def do_room(options: argparse.Namespace) -> int:
    house = ROOT / "src" / "groundswell"
    rooms = sorted(p.name for p in house.iterdir() if (p / "__init__.py").exists())
    if options.name not in rooms:
        raise Stop(f"There is no room called {options.name!r}. There are: {', '.join(rooms)}.")
    setup("test", "e2e")
    return run(*pytest(f"src/groundswell/{options.name}", *options.rest))


def do_new_room(options: argparse.Namespace) -> int:
    return run(sys.executable, "tools/new_room.py", options.name)


def do_lock(_: argparse.Namespace) -> int:
    """Pin what pyproject.toml asks for, each group bound by the ones before, so all fit."""
    uv = shutil.which("uv")
    if uv is None:
        raise Stop("Pinning needs uv, which is not on the PATH: pipx install uv.")
    for number, group in enumerate((*GROUPS, *APART)):
        source = (
            ["pyproject.toml"] if group == "runtime" else ["--group", f"pyproject.toml:{group}"]
        )
        before = () if group in APART else GROUPS[:number]
        bound = [w for g in before for w in ("-c", f"requirements/{g}.txt")]
        # No registry and no path of this machine may end up in a file everybody installs from.
        code = run(
            *(uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
            *("--no-emit-index-url", "--no-annotate", "--python-version", "3.11"),
            *source,
            *bound,
            *("--output-file", f"requirements/{group}.txt"),
            UV_CUSTOM_COMPILE_COMMAND="make lock",
        )
        if code:
            return code
        say(f"requirements/{group}.txt")
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description=(__doc__ or "").split("\n")[0]
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, verb, help_text in (
        ("setup", do_setup, "install into .venv"),
        ("run", do_run, "serve your own network on this machine"),
        ("demo", do_demo, "serve a living demo network"),
        ("test", do_test, "every test, then the browser journeys"),
        ("test-postgres", do_test_postgres, "every test but the journeys, on PostgreSQL"),
        ("journeys", do_journeys, "only the browser journeys"),
        ("crosscheck", do_crosscheck, "the statistics against what other packages give"),
        ("check", do_check, "format, lint, types, contracts, migrations, docs links"),
        ("fix", do_fix, "mend what check can mend by itself"),
        ("bench", do_bench, "measure it"),
        ("room", do_room, "the tests of one room"),
        ("new-room", do_new_room, "a new room with its drawers"),
        ("lock", do_lock, "pin dependencies again"),
    ):
        command = commands.add_parser(name, help=help_text)
        takes_more = name not in {"setup", "check", "fix", "new-room", "lock"}
        command.set_defaults(verb=verb, takes_more=takes_more)
        if name == "setup":
            command.add_argument("--with", dest="groups", default="", metavar="test,e2e,lint,peers")
        if name in {"room", "new-room"}:
            command.add_argument("name")
    return parser


def main() -> int:
    try:
        check_python()
        parser = arguments()
        options, rest = parser.parse_known_args()
        if rest and not options.takes_more:
            parser.error(f"nothing is known about {' '.join(rest)}")
        options.rest = rest
        return int(options.verb(options))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
