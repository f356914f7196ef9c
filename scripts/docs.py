"""Write the pages of docs/ that say what the code says, or with --check tell which are stale.

    python scripts/docs.py [--check]

- docs/checkers/CODE.md, docs/checkers/README.md and the table of checkers in README.md, from the
  checkers' docstrings;
- docs/cli.md, from the command line's own options and help;
- docs/sources.md, from the docstrings of the sources;
- the tables of docs/figures.md, from the cues of hedges and from comparing figures;
- the table of layers in docs/design.md, from the contract in pyproject.toml and the docstrings;
- docs/claims-format.md and docs/json-report.md, from the JSON Schemas of both.

A section a page below; the module is long because there are many pages.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import click

from claimcheck.checkers import registry
from claimcheck.cli.commands import cli as command_line
from claimcheck.quantities import find_quantities, hedges, relate
from claimcheck.quantities.compare import COARSE, ROUNDING, SMALL_COUNT, lenient_interval
from claimcheck.quantities.compare import strict_interval as strict
from claimcheck.quantities.cues import ROWS, Row
from claimcheck.quantities.describe import number, values
from claimcheck.schema import Json, claims_schema, report_schema
from claimcheck.sources import MAX_BYTES, SOURCES, Source, extras
from claimcheck.types import Checker, Form, Quantity, Relation

ROOT = CODE = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
NOTE = "<!-- Written by scripts/docs.py from {source}; change that, then run: make docs -->\n\n"
HEADINGS = ("What", "Why", "Conflicts", "Agrees", "Limits")

Object = Mapping[str, Json]


def main(arguments: list[str] | None = None) -> int:
    """Write or check every generated page; exit code 1 when a page is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a stale page")
    check = parser.parse_args(arguments).check
    pages = generated()
    stale = [path for path, text in pages.items() if not is_fresh(path, text)]
    left_over = [path for path in sorted(DOCS.glob("checkers/*.md")) if path not in pages]
    for path in [*stale, *left_over]:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    if not check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8")
        for path in left_over:
            path.unlink()
    if check and (stale or left_over):
        print("remedy: make docs", file=sys.stderr)
        return 1
    return 0


def is_fresh(path: Path, text: str) -> bool:
    """Whether the page stands as it would be written."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def generated() -> dict[Path, str]:
    """Every generated page with its text."""
    checkers = registry.load()
    pages = {DOCS / "checkers" / f"{one.code}.md": checker_page(one) for one in checkers}
    pages[DOCS / "checkers" / "README.md"] = checkers_page(checkers)
    pages[DOCS / "cli.md"] = "".join(cli_page(command_line))
    pages[DOCS / "sources.md"] = sources_page(SOURCES)
    pages[DOCS / "claims-format.md"] = "".join(claims_page(claims_schema()))
    pages[DOCS / "json-report.md"] = "".join(report_page(report_schema()))
    figures = DOCS / "figures.md"
    pages[figures] = figures_page(figures.read_text("utf-8") if figures.is_file() else MARKS)
    design = DOCS / "design.md"
    old = design.read_text("utf-8") if design.is_file() else "<!-- layers -->\n<!-- /layers -->\n"
    pages[design] = filled(old, "layers", "".join(layers_table()))
    table = "".join(checkers_table(checkers, folder="docs/checkers/"))
    pages[README] = filled(README.read_text(encoding="utf-8"), "checkers", table)
    return pages


# --------------------------------------------------------------------------
# Checkers


def checker_page(checker: Checker) -> str:
    """One checker's manual page: its docstring, with the headings as headings."""
    note = NOTE.format(source=f"the docstring of {checker.check.__module__}")
    summary, sections = manual(checker)
    parts = [f"# {checker.code} {checker.name}\n\n{summary}\n"]
    parts += [f"\n## {heading}\n\n{sections[heading]}\n" for heading in HEADINGS]
    parts.append(f"\n`claimcheck explain {checker.code}` prints this page.\n")
    return note + "".join(parts)


def manual(checker: Checker) -> tuple[str, dict[str, str]]:
    """The summary line of a checker's docstring and the text under each heading.

    :raises ValueError: when a heading is missing, or one is there twice.
    """
    pattern = rf"^(?:## )?({'|'.join(HEADINGS)})$\n"
    summary, *rest = re.split(pattern, inspect.cleandoc(checker.doc), flags=re.M)
    found = rest[::2]
    if tuple(found) != HEADINGS:
        raise ValueError(f"{checker.code}: its headings are {found}, wanted {list(HEADINGS)}")
    bodies = (textwrap.dedent(body).strip() for body in rest[1::2])
    return summary.strip(), dict(zip(found, bodies, strict=True))


def checkers_page(checkers: Sequence[Checker]) -> str:
    """The page of all checkers."""
    return (
        NOTE.format(source="the checkers' docstrings")
        + "# Checkers\n\nEach looks at a claim beside one sentence of a source, and says agrees,"
        " conflicts or unclear,\nor nothing where it does not apply. Codes are stable.\n\n"
        + "".join(checkers_table(checkers, folder=""))
    )


def checkers_table(checkers: Iterable[Checker], *, folder: str) -> Iterator[str]:
    """The table of all checkers, with links to their pages in `folder`."""
    yield "| code | name | what it finds |\n|---|---|---|\n"
    for one in checkers:
        yield f"| [{one.code}]({folder}{one.code}.md) | {one.name} | {cell(manual(one)[0])} |\n"


def filled(page: str, mark: str, part: str) -> str:
    """The page with `part` between its two marks, ``<!-- mark -->`` and ``<!-- /mark -->``.

    :raises ValueError: when the marks are not there.
    """
    start, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    before, found_start, rest = page.partition(start)
    _, found_end, after = rest.partition(end)
    if not (found_start and found_end):
        raise ValueError(f"no {start.strip()} before {end}")
    return f"{before}{start}{part}{end}{after}"


def cell(text: str) -> str:
    """Text that may stand in a cell of a table."""
    return " ".join(text.replace("|", "\\|").split())


# --------------------------------------------------------------------------
# Layers


def layers_table() -> Iterator[str]:
    """The layers that imports go down, each with its packages and what they say of themselves."""
    project = tomllib.loads((CODE / "pyproject.toml").read_text(encoding="utf-8"))
    [layers] = [
        contract["layers"]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    yield "| | package | what it is |\n|---|---|---|\n"
    for depth, layer in enumerate(layers, 1):
        for name in re.split(r"\W+", layer):
            place = CODE / "claimcheck" / name
            path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
            doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield f"| {depth} | `{name}` | {cell(doc.partition(chr(10))[0])} |\n"


# --------------------------------------------------------------------------
# Sources


def sources_page(sources: Iterable[Source]) -> str:
    """The page of all formats: what is read from each, and what holds for all."""
    parts = [
        NOTE.format(source="the docstrings of claimcheck/sources/"),
        "# Articles\n\n`claimcheck index PATH…` reads files, and folders with all that is below"
        " them. Text is UTF-8, or\nwhat its byte order mark or its look says.",
        f" A file, or a line of JSON lines, of more than\n{MAX_BYTES >> 20} MiB is refused."
        " What cannot be read is named, counted and skipped; with `--strict` it\nends the run.\n",
        "\nReports tell places as `path:line:column`. In formats without lines these are something"
        " else, told\nbelow: the page and its line in a PDF, the row and its column in a table.\n",
        "\nSome formats need a library more, an extra: `pip install 'claimcheck-news[pdf]'`, or"
        " `[formats]`\nfor all of them.\n",
    ]
    for source in sources:
        doc = sys.modules[source.read.__module__].__doc__ or ""
        summary, _, body = inspect.cleandoc(doc).partition("\n\n")
        # "Format (.suffix): what a file is; who imports which library" is for the code's readers
        title, _, what = summary.partition(";")[0].rstrip(".").partition(": ")
        body = body.removeprefix("What: ").rstrip()
        needs = f" Needs the extra `[{source.extra}]`." if source.extra else ""
        parts.append(f"\n## {title}\n\n{sentence(what)}.{needs}\n\n{sentence(body)}\n")
    _, _, why = inspect.cleandoc(extras.__doc__ or "").partition("Why: ")
    return "".join([*parts, f"\n## Why these libraries\n\n{sentence(why)}\n"])


def sentence(text: str) -> str:
    """`text` with a capital first."""
    return text[:1].upper() + text[1:]


# --------------------------------------------------------------------------
# Figures

#: The generated parts of docs/figures.md, and how the page begins where there is none.
PARTS = ("forms", "relations", "pairs", "limits", "cues")
MARKS = "".join(f"<!-- {mark} -->\n<!-- /{mark} -->\n" for mark in PARTS)
#: How a figure of each form is written, in the order of the tables.
HEDGED = {
    Form.EXACT: "{}",
    Form.APPROXIMATE: "about {}",
    Form.ALMOST: "almost {}",
    Form.MORE_THAN: "more than {}",
    Form.AT_LEAST: "at least {}",
    Form.LESS_THAN: "less than {}",
    Form.AT_MOST: "at most {}",
    Form.RANGE: "between {} and {}",
}
LETTERS = {Relation.ENTAILS: "A", Relation.CONTRADICTS: "C", Relation.NEITHER: "U"}
#: Pairs of a claim and a source, with what the rule is that settles them.
PAIRS = (
    ("$0.8bn", "US$800 million", "one value in two notations"),
    ("2,000 tonnes", "2 million kg", "one scale"),
    ("30 °C", "86 °F", "one scale"),
    ("a rise of 5 °C", "a rise of 9 °F", "a change has no zero point"),
    ("30 degrees", "30 °C", "the unit is not told: it may be this one"),
    ("30 degrees", "86 °F", "the unit is not told: nothing conflicts with it"),
    ("€5 million", "$5 million", "nothing is converted; NUM002 tells of the same figure"),
    ("a rise of 2 percent", "a rise of 2 percentage points", "NUM004 tells of the same figure"),
    ("Sales doubled", "Sales rose by 100 percent", "times 2 is 100 percent more"),
    ("Sales tripled", "Sales rose by 300 percent", "times 3 is 200 percent more"),
    ("Sales halved", "Sales fell by 50 percent", "times a half is 50 percent less"),
    ("two thirds of voters", "66 percent of voters", "a proportion is told roughly"),
    ("half of voters", "47 percent of voters", "and not that roughly"),
    ("no deaths", "3 deaths", "none is 0 of them"),
    ("9 banks", "10 banks", "small counts are exact"),
    ("500 people", "499 people", "the claim rounds"),
    ("499 people", "500 people", "the claim is more precise than a round source"),
    ("131 firms", "130 firms", "a count in tens is exact"),
    ("5.2 percent", "5.29 percent", "cut off, not rounded"),
    ("50 years old", "49 years old", "ages are not rounded"),
    ("thousands of people", "3,000 people", "between 1,000 and 10,000"),
    ("thousands of people", "30,000 people", "it says little, and nothing false"),
    ("thousands of people", "300 people", "not even one thousand"),
    ("3,000 people", "thousands of people", "the source does not say how many"),
    ("at least 500 people", "499 people", "“500” agrees, and this claim is wider"),
    ("more than 500 people", "499 people", "500 is not more than 500"),
)


def figures_page(page: str) -> str:
    """The page of figures with its tables as the code has them."""
    parts = (forms_table(), relations_tables(), pairs_table(), limits_list(), cues_table())
    for mark, part in zip(PARTS, parts, strict=True):
        page = filled(page, mark, "".join(part))
    return page


def figure(text: str) -> Quantity:
    """The one figure of a text.

    :raises ValueError: where another number of them is read.
    """
    found, _ = find_quantities(text)
    if len(found) != 1:
        raise ValueError(f"{text!r} is read as {len(found)} figures, wanted one")
    return found[0]


def forms_table() -> Iterator[str]:
    """What values each form of a figure allows, of a round sum."""
    yield "| a figure | agrees with what lies in | conflicts with what lies outside |\n"
    yield "|---|---|---|\n"
    texts = [form.format("€1,000", "€1,200") for form in HEDGED.values()]
    for text in (*texts, "1,003 people", "a fifth of voters"):
        one = figure(text)
        yield f"| {text} | {values(strict(one))} | {values(lenient_interval(one))} |\n"


def relations_tables() -> Iterator[str]:
    """The relation of every form to every other, of round sums and of exact counts."""
    yield from relations_table("a round sum", "€{}", (500, 1000, 2000))
    yield from relations_table("an exact count", "{} people", (501, 1003, 2007))


def relations_table(title: str, unit: str, amounts: tuple[int, int, int]) -> Iterator[str]:
    """A table: the source's figure, the middle amount, against claims of all three."""
    low, middle, high = (f"{amount:,}" for amount in amounts)
    names = [name.format("x", "y") for name in HEDGED.values()]
    yield f"\nThe source has {title}, {unit.format(middle)}, or a range from it to a fifth more. "
    yield f"Each cell is for claims of {low}, {middle} and {high}, hedged as its column says.\n"
    yield f"\n| source \\ claim | {' | '.join(names)} |\n|---|{'---|' * len(HEDGED)}\n"
    for name, theirs in HEDGED.items():
        source = placed(theirs, amounts[1], unit)
        cells = [
            " ".join(letter(placed(mine, amount, unit), source) for amount in amounts)
            for mine in HEDGED.values()
        ]
        yield f"| {HEDGED[name].format('x', 'y')} | {' | '.join(cells)} |\n"


def placed(hedged: str, amount: int, unit: str) -> Quantity:
    """The figure of a form at an amount, a range from it to a fifth more."""
    ends = [unit.format(f"{round(end):,}") for end in (amount, amount * 1.2)]
    return figure(hedged.format(*ends).replace(" people and", " and"))


def letter(claim: Quantity, source: Quantity) -> str:
    """The relation in a letter; a star where the sets of values alone would say otherwise."""
    mine, theirs = strict(claim), strict(source)
    sets = Relation.NEITHER
    if theirs.within(mine):
        sets = Relation.ENTAILS
    elif theirs.disjoint(mine):
        sets = Relation.CONTRADICTS
    found = relate(claim, source)
    return LETTERS[found] + ("" if found is sets else "\\*")


def pairs_table() -> Iterator[str]:
    """Claims beside sources, with their relation and the rule that settles it."""
    words = {Relation.ENTAILS: "agrees", Relation.CONTRADICTS: "conflicts"}
    yield "| claim | source | | why |\n|---|---|---|---|\n"
    for claim, source, why in PAIRS:
        found = words.get(relate(figure(claim), figure(source)), "unclear")
        yield f"| {claim} | {source} | {found} | {why} |\n"


def limits_list() -> Iterator[str]:
    """The constants of comparing, in words."""
    yield f"- about x: {percent(hedges.APPROXIMATE_STRICT)} either way to agree, "
    yield f"{percent(hedges.APPROXIMATE_LENIENT)} to conflict; almost x: the same, below x only;\n"
    yield f"- a bare round figure may stand for half its last digit, {percent(hedges.SLACK)} of it "
    yield "at most; a count is round from two trailing zeros on;\n"
    yield f"- a claim may round by {percent(ROUNDING)}; rounded further, up to {percent(COARSE)}, "
    yield "it is unclear;\n"
    yield f"- counts below {SMALL_COUNT}, ranks and the ages of people are exact;\n"
    yield f"- a proportion (one in five, a third): {hedges.PROPORTION} percentage points either "
    yield f"way, at most {percent(hedges.APPROXIMATE_LENIENT)} of a small one;\n"
    degrees = number(hedges.NEAR_FREEZING / hedges.KELVIN)
    yield "- a share of a temperature is one of its distance from freezing, and of "
    yield f"{degrees} °C at least.\n"


def percent(share: Decimal) -> str:
    """ "2.5 %" for 0.025."""
    return f"{number(share * 100)} %"


def cues_table() -> Iterator[str]:
    """The cues, with the form each gives its figure and why."""
    yield "| stands | cues | means | why |\n|---|---|---|---|\n"
    for row in ROWS:
        cues = " · ".join(map(choices, row.cues))
        form = f"**{HEDGED[row.form].format('x')}**" if row.form else "nothing"
        yield f"| {side(row)} | {cell(cues)} | {form} | {cell(row.why)} |\n"


def side(row: Row) -> str:
    """Where a cue stands, in a word or two."""
    return f"{row.side} it" if row.form else "anywhere"


def choices(cue: str) -> str:
    """A cue with its choices as people write them: "[just / well] over", "(a / the) least"."""

    def shown(found: re.Match[str]) -> str:
        options = found[1].split(",")
        listed = " / ".join(option.strip() for option in options if option)
        space = " " if any(option.endswith(" ") for option in options) else ""
        return (f"[{listed}]" if "" in options else f"({listed})") + space

    escaped = re.sub(r"\{([^{}]*)\}", shown, cue)
    return re.sub(r"[<>~*]", lambda sign: f"\\{sign[0]}", escaped)


# --------------------------------------------------------------------------
# Command line


def cli_page(root: click.Group) -> Iterator[str]:
    """The page of all commands: the group's help, then each command with its options."""
    context = click.Context(root, info_name="claimcheck")
    yield NOTE.format(source="claimcheck/cli/commands") + "# Command line\n"
    yield from command_section(root, context, level=0)
    for name, command in root.commands.items():
        yield f"\n## claimcheck {name}\n"
        yield from command_section(
            command, click.Context(command, info_name=name, parent=context), level=1
        )


def command_section(command: click.Command, context: click.Context, *, level: int) -> Iterator[str]:
    """Usage, help and options of one command."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"\n```text\n{usage}\n```\n"
    for paragraph in inspect.cleandoc(command.help or "").partition("\f")[0].split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield f"\n```text\n{inspect.cleandoc(paragraph[2:])}\n```\n"
        elif paragraph:
            yield f"\n{paragraph}\n"
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield "\n| option | what it does |\n|---|---|\n"
        yield from (f"| {cell(spelling(one))} | {cell(described(one))} |\n" for one in options)


def spelling(option: click.Option) -> str:
    """The option as typed: its names, and what it takes."""
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names += " / " + ", ".join(option.secondary_opts)
    if option.is_flag or option.count:
        return f"`{names}`"
    return f"`{names} {takes(option)}`"


def takes(option: click.Option) -> str:
    """What the option takes: the choices, or the word for the value."""
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(str(choice) for choice in option.type.choices)
    if isinstance(option.type, click.IntRange):
        return "NUMBER"
    return option.type.name.upper()


def described(option: click.Option) -> str:
    """The option's help, with its default where help shows one."""
    default = option.default
    shown = option.show_default and default not in (None, (), [])
    return (option.help or "") + (f" (default: `{default}`)" if shown else "")


# --------------------------------------------------------------------------
# Formats


def claims_page(schema: Object) -> Iterator[str]:
    """The page of the claims format."""
    fields = as_object(schema["properties"])
    yield NOTE.format(source="claimcheck/claims/fields.py") + "# Claims files\n"
    yield f"\n{schema['description']} The file is YAML, and a key not listed here is an error.\n"
    yield "\n`claimcheck schema` prints the JSON Schema, for editors that complete and check.\n"
    yield from fields_table("The file", schema)
    yield from fields_table("Each of `claims`", as_object(as_object(fields["claims"])["items"]))


def report_page(schema: Object) -> Iterator[str]:
    """The page of the JSON report."""
    yield NOTE.format(source="claimcheck/schema/report.py") + "# The JSON report\n"
    yield "\n`claimcheck verify --format json` prints one object; `claimcheck check` adds `draft`."
    yield f" {schema['description']}\n"
    yield from fields_table("The report", schema)
    parts = as_object(schema["properties"])
    yield from fields_table("`summary`", as_object(parts["summary"]))
    for name, part in as_object(schema["$defs"]).items():
        yield from fields_table(f"{name.capitalize()}", as_object(part))


def as_object(value: Json) -> Object:
    """`value`, which the schema has as an object."""
    assert isinstance(value, Mapping)
    return value


def as_list(value: Json) -> Sequence[Json]:
    """`value`, which the schema has as a list."""
    assert isinstance(value, Sequence)
    return value


def fields_table(title: str, part: Object) -> Iterator[str]:
    """A table of the fields of one object of a schema."""
    required = as_list(part.get("required", []))
    optional = any(name not in required for name in as_object(part["properties"]))
    yield f"\n## {title}\n\n| field | holds | meaning |\n|---|---|---|\n"
    for name, value in as_object(part["properties"]).items():
        field = as_object(value)
        must = " (required)" if optional and name in required else ""
        meaning = str(field.get("description", ""))
        yield f"| `{name}`{must} | {cell(holds(field))} | {cell(meaning)} |\n"


def holds(field: Object) -> str:
    """What a field holds, in a few words."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " or ".join(holds(as_object(choice)) for choice in as_list(field["anyOf"]))
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in as_list(field["enum"]))
    if field.get("type") == "array":
        return f"list of {holds(as_object(field['items']))}"
    if field.get("type") == "object" and "properties" in field:
        return "object of " + ", ".join(f"`{name}`" for name in as_object(field["properties"]))
    if "format" in field:
        return str(field["format"])
    kinds = field["type"]
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    names = [kinds] if isinstance(kinds, str) else as_list(kinds)
    return " or ".join(words.get(str(name), str(name)) for name in names)


if __name__ == "__main__":
    sys.exit(main())
