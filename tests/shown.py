"""Run what a page of the documentation shows, block by block, and compare what it says comes out.

A page is read from its top, in one folder. Blocks of ``sh`` hold commands, blocks of ``console``
commands after ``$`` with all that they print, blocks of ``python`` and ``pycon`` code; a block of
``text`` below a block of commands is a part of what those printed. Comments above a block, which no
reader sees, say what the block needs:

    <!-- test: folder newsroom -->   begin in a new copy of a folder of FOLDERS
    <!-- test: exit 1 -->            the exit code of the last command, or those of all of them
    <!-- test: file claims/a.yaml -->  the block is the content of that file
    <!-- test: append claims/a.yaml -->  the block is added to the end of that file
    <!-- test: output -->            the text block is a part of what was printed last
    <!-- test: skip, the reason -->  the block is not run

    python tests/shown.py docs/tutorials/editor.md

writes what consoles of the page print now in the place of what they no longer do.

A line of "…" stands for any lines, and one within a line for anything. Commands of claimcheck run
in this process, since starting torch anew for each would take minutes; bash runs the others.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from claimcheck.cli.commands import cli

ROOT = Path(__file__).resolve().parent.parent
SHELL = ("sh", "console", "bash", "shell")
_BLOCK = re.compile(
    r"((?:^<!-- test: [^\n]+ -->\n)*)^( *)```(\w*)\n(.*?)^\2```$", flags=re.M | re.S
)
_SECONDS = re.compile(r"\b\d+(\.\d+)? ?s\b(?:=*)")
_NOT_OURS = (
    *("CLAIMCHECK_", "GITHUB_", "PYTEST_", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PY_COLORS"),
    *("CI", "BUILD_NUMBER"),  # pytest cuts no line to the width of a terminal where one is set
)
_READER = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Reader"), ("EMAIL", "reader@post.example"))
}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page, with the marks above it."""

    page: str
    line: int
    at: int
    """Where its body begins in the page, in characters."""
    language: str
    body: str
    marks: tuple[tuple[str, str], ...]
    follows: bool
    """Whether nothing but blank lines stands between it and a block of commands."""

    def mark(self, name: str) -> str | None:
        """What the mark of this name says; None where there is none."""
        return next((value for key, value in self.marks if key == name), None)

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(path: Path) -> list[Block]:
    """The fenced blocks of a page."""
    text = path.read_text(encoding="utf-8")
    found, end = [], 0
    for match in _BLOCK.finditer(text):
        marks, indent, language, body = match.groups()
        told = [
            re.split(r",? ", one, maxsplit=1) for one in re.findall("<!-- test: (.*) -->", marks)
        ]
        found.append(
            Block(
                page=path.relative_to(ROOT).as_posix(),
                line=text.count("\n", 0, match.start()) + 1,
                at=match.start(4),
                language=language,
                body=re.sub(f"^{indent}", "", body, flags=re.M),
                marks=tuple((one[0], one[1] if len(one) > 1 else "") for one in told),
                follows=bool(found)
                and found[-1].language in SHELL
                and not text[end : match.start()].strip(),
            )
        )
        end = match.end()
    return found


def commands_of(block: Block) -> Iterator[tuple[str, str | None]]:
    """The commands of a block of a shell, each with what it prints where the block says that."""
    text = re.sub(r"\\\n(> )?\s*", "", block.body)  # a command over several lines
    if block.language != "console":
        yield from ((line, None) for line in text.splitlines() if re.match(r"[^#\s]", line))
        return
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def said(expected: str, output: str, *, whole: bool) -> bool:
    """Whether the output is the expected one, or has it, but for times and "…"."""
    patterns = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in lines_of(expected)
    ]
    body = "".join(patterns)
    have = "".join(f"{line}\n" for line in lines_of(output))
    return re.search(rf"\A{body}\Z" if whole else rf"^{body}", have, flags=re.M) is not None


def lines_of(output: str) -> list[str]:
    """The lines of an output, with all times alike."""
    return [_SECONDS.sub("0 s", line.rstrip()) for line in output.strip("\n").splitlines()]


@dataclass(slots=True)
class Session:
    """A reader who does what a page says, in a folder."""

    folder: Path
    tools: Path
    printed: str = ""
    names: dict[str, object] = field(default_factory=dict)

    def follow(self, block: Block) -> None:
        """Do what the block says.

        :raises AssertionError: where something else comes out.
        """
        if (name := block.mark("file") or block.mark("append")) is not None:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a" if block.mark("append") else "w", encoding="utf-8") as file:
                file.write(block.body)
        elif block.language in SHELL:
            self.run_commands(block)
        elif block.language in ("python", "pycon"):
            self.run_python(block)
        elif block.mark("output") is not None or (block.language == "text" and block.follows):
            assert said(block.body, self.printed, whole=False), f"{block.place}:\n{self.printed}"

    def run_commands(self, block: Block) -> None:
        commands = list(commands_of(block))
        assert commands, f"{block.place}: no command"
        codes = [int(code) for code in (block.mark("exit") or "0").split()]
        codes = [0] * (len(commands) - len(codes)) + codes
        self.printed = ""
        for (command, expected), wanted in zip(commands, codes, strict=True):
            code, output = self.run(command)
            assert code == wanted, f"{block.place}: {command} ended with {code}\n{output}"
            if expected is not None:
                assert said(expected, output, whole=True), f"{block.place}: {command}\n{output}"
            self.printed += output

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command and what it printed, as a terminal shows it."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
        with contextlib.chdir(self.folder):
            if command.startswith("cd "):
                self.folder /= command.removeprefix("cd ")
                return 0, ""
            if re.match(r"claimcheck [^|<>;&$`]*$", command):
                cleared = {name: None for name in os.environ if name not in ours}
                words = shlex.split(command, comments=True)[1:]
                done = CliRunner(env=cleared).invoke(cli, words, prog_name="claimcheck")
                if done.exception and not isinstance(done.exception, SystemExit):
                    raise done.exception
                return done.exit_code, done.output
            path = os.pathsep.join((str(self.tools), ours["PATH"]))
            ran = subprocess.run(
                ["bash", "-c", command],
                env={
                    **ours,
                    **_READER,
                    "PATH": path,
                    "PYTHONPATH": str(ROOT),
                    "HOME": str(self.folder),
                },
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=300,
                check=False,
            )
            return ran.returncode, ran.stdout

    def run_python(self, block: Block) -> None:
        """Run code; what a ``print`` says is compared with the comment behind it."""
        with contextlib.chdir(self.folder):
            if block.language == "pycon":
                test = doctest.DocTestParser().get_doctest(block.body, {}, block.place, None, 0)
                test.globs = self.names
                told: list[str] = []
                runner = doctest.DocTestRunner(verbose=False)
                assert test.examples, f"{block.place}: no example"
                failed, _ = runner.run(test, out=told.append, clear_globs=False)
                assert failed == 0, "".join(told)
                return
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(block.body, block.place, "exec"), self.names)
        self.printed = out.getvalue()
        wanted = re.findall(r"^\s*print\(.*\)  # (.*)$", block.body, flags=re.M)
        assert not wanted or self.printed.splitlines() == wanted, f"{block.place}:\n{self.printed}"


def tools_in(folder: Path) -> Path:
    """A folder with the commands that pages call, as they are in this environment."""
    folder.mkdir(exist_ok=True)
    for name, module in (("claimcheck", "-m claimcheck"), ("pytest", "-m pytest"), ("python", "")):
        path = folder / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return folder


def with_outputs(path: Path, work: Path) -> str:
    """The text of a page with what its consoles print now, where that is something else."""
    from shown_folders import FOLDERS

    text, tools, session = path.read_text(encoding="utf-8"), tools_in(work / "tools"), None
    written: list[tuple[Block, str]] = []
    for number, block in enumerate(blocks_of(path)):
        if (name := block.mark("folder")) is not None:
            folder = work / str(number)
            folder.mkdir()
            FOLDERS[name](folder)
            session = Session(folder, tools)
        if session is None or block.mark("skip") is not None:
            continue
        if block.language != "console" or block.mark("file"):
            session.follow(block)
            continue
        body = ""
        shown = re.findall(r"^\$ (?:.*\\\n)*.*\n", block.body, flags=re.M)
        for line, (command, expected) in zip(shown, commands_of(block), strict=True):
            _, output = session.run(command)
            same = expected is not None and said(expected, output, whole=True)
            body += line + (expected or "" if same else f"{output.rstrip()}\n")
        written.append((block, body))
    for block, body in reversed(written):
        text = text[: block.at] + body + text[block.at + len(block.body) :]
    return text


def main(pages: list[str]) -> None:
    """Write the pages anew."""
    for page in pages:
        path = ROOT / page
        with tempfile.TemporaryDirectory() as work:
            path.write_text(with_outputs(path, Path(work)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
