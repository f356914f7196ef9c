"""YAML with places: values, places of every character, faults in words."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.types import Claim
from claimcheck.yamlio import Mapping, Node, Scalar, Sequence, YamlError, comments, decode, parse


def plain(node: Node) -> object:
    """Nodes as Python values under the YAML 1.2 core schema, as editors see them."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    match node.kind:
        case "null":
            return None
        case "boolean":
            return node.text.lower() == "true"
        case "integer":
            return int(node.text, 0) if node.text.startswith("0x") else int(node.text)
        case "number":
            return float(node.text.replace(".inf", "inf").replace(".nan", "nan"))
    return node.text


def value(text: str, key: str = "a") -> Scalar:
    root = parse(text, path="f.yaml")
    assert isinstance(root, Mapping)
    node = root.get(key)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: no", {"a": "no"}),
        ("on: off", {"on": "off"}),
        ("a: yes\nb: true", {"a": "yes", "b": True}),
        ("a: 2022-04-21", {"a": "2022-04-21"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 012", {"a": 12}),
        ("a: '12'\nb: 12", {"a": "12", "b": 12}),
        ("a: 1.5", {"a": 1.5}),
        ("a: !!str 12", {"a": "12"}),
        ("a:\nb: ~\nc: null\nd: ''", {"a": None, "b": None, "c": None, "d": ""}),
        ("a: [x, &t y, *t]", {"a": ["x", "y", "y"]}),
        ("a: &m {b: c}\nd: *m", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("", None),
        ("# nothing\n", None),
        ("--- just text", "just text"),
    ],
)
def test_values_follow_yaml_1_2(text: str, expected: object) -> None:
    assert plain(parse(text, path="f.yaml")) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "fault", "remedy"),
    [
        ("a: He said: no", 1, 11, "a colon followed by a space", "in quotes"),
        ("a: 1\n b: 2", 2, 3, "a colon followed by a space", "indent"),
        ('a: "x', 1, 6, "ends inside a quoted text", "close"),
        ("a:\n\t- b", 2, 1, "a tab stands where", "indent with spaces"),
        ('a: "No" she said', 1, 9, "does not fit the lines above", "quoted as a whole"),
        ("a: |\n  x\n y", 3, 2, "does not fit the lines above", "indent it"),
        ("a: `x`", 1, 4, "character reserved by YAML", "in quotes"),
        ("a: @x", 1, 4, "character reserved by YAML", "in quotes"),
        ("a: %x", 1, 4, "character reserved by YAML", "in quotes"),
        ("a: *Star", 1, 4, "'*Star' refers to no anchor", "in quotes"),
        ("a: * b", 1, 5, "a name must follow '*' or '&'", "in quotes"),
        ("a: &x [*x]", 1, 8, "within its own anchor", "remove"),
        ("a: - b", 1, 4, "a list item stands where text is due", "in quotes"),
        ("a: [b", 1, 6, "ends inside brackets", "close"),
        ('a: "\\q"', 1, 6, "begins no known escape", "two backslashes"),
        ("a: !!python/object:os.system x", 1, 4, "tag '!!python/object:os.system'", "remove it"),
        ("a: !Ref x", 1, 4, "tag '!Ref' is not allowed", "remove it"),
        ("a: !!int '3'", 1, 4, "tag '!!int' is not allowed", "remove it"),
        ("---\na: 1\n---\nb: 2", 3, 1, "a second document", "file of its own"),
        ("a: 1\nb: 2\na: 3", 3, 1, "the key 'a' stands twice", "the first is on line 1"),
        ("- b: {c: 1, c: 2}", 1, 13, "the key 'c' stands twice", "the first is on line 1"),
        ("? [a]\n: b", 1, 3, "a key must be a single word", "in quotes"),
        ("a: x\x07", 1, 5, "the character U+0007", "remove it"),
        ("[" * 33 + "]" * 33, 1, 33, "nested deeper than 32 levels", "flatten"),
        ("[" * 100_000, 1, 33, "nested deeper than 32 levels", "flatten"),
        ("a:\n  - b\n c: d", 3, 2, "does not fit the lines above", "indent it"),
    ],
)
def test_faults_have_place_words_and_remedy(
    text: str, line: int, column: int, fault: str, remedy: str
) -> None:
    with pytest.raises(YamlError) as caught:
        parse(text, path="f.yaml")
    error = caught.value
    assert str(error.location) == f"f.yaml:{line}:{column}"
    assert fault in error.message
    assert error.remedy is not None
    assert remedy in error.remedy


def test_places_count_from_the_line_that_front_matter_begins_on() -> None:
    root = parse("title: x\ndate: y", path="f.md", first_line=5)
    assert isinstance(root, Mapping)
    assert [str(entry.key.at) for entry in root.entries] == ["f.md:5:1", "f.md:6:1"]
    with pytest.raises(YamlError, match=r"f\.md:6:5: a colon"):
        parse("title: x\nb: c: d", path="f.md", first_line=5)


def test_a_billion_laughs_costs_nothing() -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 25)]
    root = parse("\n".join(lines), path="f.yaml")
    assert isinstance(root, Mapping)
    assert len(root.entries) == 25


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: b\nc: caf\xe9", "f.yaml:2:7: the byte 0xe9 is not UTF-8"),
        ("a: é\nb: ü".encode()[:-2] + b"\xfc", "f.yaml:2:4: the byte 0xfc is not UTF-8"),
        (b"\xef\xbb\xbfa: \x93quoted\x94", "f.yaml:1:4: the byte 0x93 is not UTF-8"),
        ("a: b".encode("utf-16"), "f.yaml:1:1: the file is UTF-16"),
    ],
)
def test_bytes_that_are_not_utf8_are_named(data: bytes, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        decode(data, path="f.yaml")
    assert str(caught.value).splitlines()[0] == message


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfa: b", path="f.yaml") == "a: b"


# --------------------------------------------------------------------------
# Places of characters


def places(node: Scalar) -> list[tuple[int, int]]:
    """Line and column of each character."""
    claim = Claim("x", node.text, node.at, text_locations=node.locations)
    return [(at.line, at.column) for at in map(claim.place, range(len(node.text)))]


def written(text: str, node: Scalar) -> list[str]:
    """The character that stands in the file at the place of each character of the value."""
    lines = text.split("\n")
    return [(lines[line - 1] + "\n")[column - 1] for line, column in places(node)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: plain text", "plain text"),
        ("a:   plain   text  ", "plain   text"),
        ("a: 'it''s so'", "it's so"),
        ('a: "tab\\there"', "tab\\here"),
        ('a: "caf\\u00e9 \\x41 x"', "caf\\ \\ x"),
        ("a: &n 'x y'", "x y"),
        ("a: !!str &n x y", "x y"),
        ("a: one\n  two\n  three", "one\ntwo\nthree"),
        ("a: >\n  one\n  two\n", "one\ntwo\n"),
        ("a: >-\n\n  one\n  two", "\none\ntwo"),
        ("a: |-\n    one\n      two", "one\n\n\ntwo"),
        ("a: 'one\n  two'", "one\ntwo"),
        ('a: "one \\\n  two"', "one two"),
        ("a: | # note\n  one", "one"),
        ("a:\n  - b\n", ""),
        ("a: 🙂 x", "🙂 x"),
    ],
)
def test_each_character_knows_where_it_was_written(text: str, expected: str) -> None:
    root = parse(text, path="f.yaml")
    assert isinstance(root, Mapping)
    node = root.get("a")
    if not isinstance(node, Scalar):
        return
    assert "".join(written(text, node)) == expected


WORDS = st.lists(
    st.text(alphabet="abcé漢🙂'\"-.,$%0", min_size=1, max_size=5), min_size=1, max_size=12
).map(" ".join)


@given(WORDS, st.sampled_from(["'", '"', "|-", ">-", ""]), st.integers(8, 30))
def test_places_hold_for_every_style_that_the_library_writes(
    words: str, style: str, width: int
) -> None:
    node = yaml.ScalarNode("tag:yaml.org,2002:str", words, style=style[:1] or None)
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "a")
    text = yaml.serialize(
        yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)]), width=width, allow_unicode=True
    )
    read = value(text)
    assert read.text.rstrip("\n") == words
    for meant, found in zip(read.text, written(text, read), strict=True):
        assert found == meant or meant in " \n" or (found == "\\" and style in ('"', ""))


def test_the_place_of_a_folded_claim_is_its_first_content_line() -> None:
    text = textwrap.dedent("""\
        a: >

          first line
          second line
        b: c
        """)
    node = value(text)
    assert str(node.at) == "f.yaml:2:1"  # the value begins with a line break
    assert places(node)[node.text.index("second")] == (4, 3)


# --------------------------------------------------------------------------
# Comments


def test_comments_are_found_and_what_only_looks_like_one_is_not() -> None:
    text = (
        "\ufeff# head\nversion: 1 # one\nclaims:\n  # before\n  - id: 'a # b'\n    text: a#b\n"
        "    note: 'c # d'  # behind\n    more: >- # block\n      e # f\n      # g\n"
        "  # after\n# last"
    )
    found = [(one.text, one.at.line, one.at.column) for one in comments(text, path="c.yaml")]
    assert found == [
        ("# head", 1, 1),
        ("# one", 2, 12),
        ("# before", 4, 3),
        ("# behind", 7, 20),
        ("# block", 8, 14),
        ("# after", 11, 3),
        ("# last", 12, 1),
    ]
