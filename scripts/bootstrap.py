"""Make the environment of the Makefile: claimcheck, its tools, no more torch than needed.

    python scripts/bootstrap.py [--venv DIR] [--extra NAME ...] [--dry-run]

Standard library only, since it runs before anything is installed. Four steps, one line each:
find a supported Python, make the virtual environment, install torch where a smaller build than
the default can be had, install the project. A second run with nothing changed installs nothing.

torch comes with sentence-transformers, and its default Linux build brings several gigabytes of
CUDA libraries that a machine without an NVIDIA GPU cannot use. So on such a machine a CPU build
is tried first: one that the package sources configured for pip offer (a local version such as
``2.13.0+cpu``), then the one that uv finds where uv is installed, and only then the default.
Whatever the user configured for pip (``PIP_*``, pip.conf) is left as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUPPORTED = ((3, 11), (3, 12), (3, 13))  # as in pyproject.toml; a test compares
OLDEST_TORCH = (2, 4)  # transformers 5 disables itself below
STAMP = ".claimcheck-ready"  # the Makefile knows this name too


class BootstrapError(Exception):
    """Cannot go on; the text says why and what to do."""


def say(step: int, text: str) -> None:
    """Print one line for one step."""
    print(f"[{step}/4] {text}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the four steps; exit code 0, or 2 with a message where one fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", type=Path, default=Path(".venv"), help="where (default .venv)")
    parser.add_argument("--extra", action="append", help="extra to install (default dev)")
    parser.add_argument("--dry-run", action="store_true", help="print the commands of pip and uv")
    options = parser.parse_args(arguments)
    extras = ",".join(sorted(options.extra or ["dev"]))
    try:
        bootstrap(options.venv, extras=extras, dry_run=options.dry_run)
    except BootstrapError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def bootstrap(venv: Path, *, extras: str, dry_run: bool) -> None:
    """Make or refresh the environment at `venv`.

    :raises BootstrapError: when a step fails.
    """
    python = python_of(venv)
    stamp = venv / STAMP
    state = state_of(extras)
    if version_of(str(python)) and stamp.is_file() and stamp.read_text() == state:
        stamp.touch()
        say(4, f"{venv} is up to date")
        return
    make_venv(venv, python)
    install_torch(python, dry_run=dry_run)
    say(3, f"installing claimcheck and its tools ({extras}); the first time takes some minutes")
    run([*pip(python), "install", "-qq", "-e", f"{ROOT}[{extras}]"], dry_run=dry_run)
    if not dry_run:
        stamp.write_text(state)
    say(4, f"{venv} is ready")


def state_of(extras: str) -> str:
    """What the environment was made from; another text means that it must be refreshed."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"pyproject.toml {digest}\nextras {extras}\nroot {ROOT}\n"


def python_of(venv: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(python: Path) -> list[str]:
    """The command line that starts pip in the environment."""
    return [str(python), "-m", "pip"]


def version_of(executable: str) -> tuple[int, int] | None:
    """(major, minor) of a Python, or None where it is absent or does not start."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor = done.stdout.split()
    return int(major), int(minor)


def find_python() -> str:
    """A supported interpreter: the one running this, else the newest on PATH.

    :raises BootstrapError: when there is none.
    """
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found and version_of(found) == (major, minor):
            return found
    wanted = ", ".join(f"{major}.{minor}" for major, minor in SUPPORTED)
    raise BootstrapError(
        f"Python {platform.python_version()} runs this, and no supported one ({wanted}) is on PATH;"
        " install one, or name it: make PYTHON=path/to/python3.12"
    )


def make_venv(venv: Path, python: Path) -> None:
    """Make the virtual environment, or keep one that works.

    :raises BootstrapError: when `venv` is something else, or cannot be made.
    """
    version = version_of(str(python))
    if version in SUPPORTED:
        say(1, f"keeping {venv} (Python {version[0]}.{version[1]})")
        return
    if venv.exists() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").is_file():
        raise BootstrapError(f"{venv} is no virtual environment; choose another: make VENV=DIR")
    base = find_python()
    again = "again " if venv.exists() else ""
    say(1, f"making {venv} {again}with {base}")
    try:
        run([base, "-m", "venv", "--clear", str(venv)])
    except BootstrapError as error:
        raise BootstrapError(f"{error}\n(on Debian and Ubuntu: apt install python3-venv)") from None


def has_nvidia_gpu() -> bool:
    """Whether an NVIDIA driver with at least one device is there."""
    devices = Path("/proc/driver/nvidia/gpus")
    if devices.is_dir() and any(devices.iterdir()):
        return True
    tool = shutil.which("nvidia-smi")
    if not tool:
        return False
    listed = subprocess.run([tool, "-L"], capture_output=True, text=True, check=False)
    return listed.returncode == 0 and "GPU" in listed.stdout


def cpu_versions(listing: str) -> list[str]:
    """The CPU builds in what ``pip index versions torch`` prints, newest first.

    >>> cpu_versions("Available versions: 2.14.1, 2.13.0+cpu, 2.13.0, 2.9.1+cpu, 1.9.0+cpu")
    ['2.13.0+cpu', '2.9.1+cpu']
    """
    builds = re.findall(r"(?<![\w.])(\d+)\.(\d+)\.(\d+)\+cpu(?![\w.])", listing)
    newest = sorted({(int(a), int(b), int(c)) for a, b, c in builds}, reverse=True)
    return [f"{a}.{b}.{c}+cpu" for a, b, c in newest if (a, b) >= OLDEST_TORCH]


def install_torch(python: Path, *, dry_run: bool) -> None:
    """Install a CPU build of torch where that saves something and one can be had."""
    if quietly([str(python), "-c", "import torch"]).returncode == 0:
        say(2, "torch is there already")
        return
    if sys.platform != "linux":
        say(2, "torch: the default build (on this system it brings no CUDA libraries)")
        return
    if has_nvidia_gpu():
        say(2, "torch: the default build, since there is an NVIDIA GPU")
        return
    offered = cpu_versions(quietly([*pip(python), "index", "versions", "torch"]).stdout)
    for version in offered[:1]:
        say(2, f"torch: the CPU build {version} (no NVIDIA GPU here)")
        if attempt([*pip(python), "install", "-qq", f"torch=={version}"], dry_run=dry_run):
            return
    uv = shutil.which("uv")
    if uv:
        say(2, "torch: the CPU build, found by uv (no NVIDIA GPU here)")
        command = [uv, "pip", "install", "-q", "--python", str(python), "--torch-backend=auto"]
        if attempt([*command, "torch"], dry_run=dry_run):
            return
    say(
        2,
        "torch: the default build, which may download gigabytes of CUDA libraries: the configured"
        " package sources offer no CPU build (installing uv first would find one)",
    )


def quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command whose failure is an answer."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def attempt(command: list[str], *, dry_run: bool) -> bool:
    """Run a command that may fail, and say so where it does."""
    try:
        run(command, dry_run=dry_run)
    except BootstrapError as error:
        print(f"      that did not work: {error}", file=sys.stderr)
        return False
    return True


def run(command: list[str], *, dry_run: bool = False) -> None:
    """Run a command, or print it.

    :raises BootstrapError: with the command, when it fails.
    """
    line = " ".join(command)
    if dry_run:
        print(f"      {line}", flush=True)
        return
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise BootstrapError(f"{line}: {error}") from None
    if code:
        raise BootstrapError(f"exit code {code} from: {line}")


if __name__ == "__main__":
    sys.exit(main())
