"""The scanner finds the line of every key the parser finds, in any TOML there is."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.organisation.profile.scanner import locate

SAMPLE = '''\
# [not.a.table]
title = "a # b"   # comment
"quoted key" = 'x = 1'
"d.o.t" . 'next' = """
[[no]]
key = "inside"
\\""" still inside"""""
dates = [ 1979-05-27 07:32:00, # two
  1979-05-28,
]
point = { x = 1, "y z" = [ { deep = true }, {} ] }

[a]
b.c = 1
b.d = \'\'\'
one = 1
\'\'\'\'
  [a.e."f"]
g = -1e3
[[list]]
name = "first"
[[list.parts]]
n = 1
[[list.parts]]
n = 2
  [list.parts.more]
  deep = []
[[list]]
name = "second"
parts = []
[last]
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every key path the parser yields."""
    found = [path] if path else []
    if isinstance(value, dict):
        pairs: Any = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    else:
        pairs = ()
    return found + [deeper for key, part in pairs for deeper in paths(part, (*path, key))]


def test_every_key_of_the_sample_has_its_line() -> None:
    lines = locate(SAMPLE)

    assert set(paths(tomllib.loads(SAMPLE))) == set(lines) - {()}
    wanted = {
        ("title",): 2,
        ("quoted key",): 3,
        ("d.o.t", "next"): 4,
        ("dates", 1): 9,
        ("point", "y z", 0, "deep"): 11,
        ("a", "b", "d"): 15,
        ("a", "e", "f"): 18,
        ("list",): 20,
        ("list", 0): 20,
        ("list", 0, "parts", 1, "n"): 25,
        ("list", 0, "parts", 1, "more", "deep"): 27,
        ("list", 1): 28,
        ("list", 1, "parts"): 30,
        ("last",): 31,
    }
    assert {path: lines[path] for path in wanted} == wanted


def test_windows_line_ends_count_like_others() -> None:
    assert locate("a = 1\r\nb = 2\r\n[c]\r\nd = 3")[("c", "d")] == 4


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "   "])
def test_a_text_without_keys_has_no_lines(text: str) -> None:
    assert locate(text) == {(): 1}


def quoted(text: str) -> str:
    escaped = "".join(char if char.isalnum() or char in " .#[]={}'," else f"\\U{ord(char):08X}" for char in text)
    return f'"{escaped}"'


bare = st.text("abcXYZ019_-", min_size=1, max_size=4)
keys = st.one_of(bare, st.text("aé.#[]={}'\" \n,\\", max_size=4))
scalars = st.one_of(
    st.sampled_from(["1", "-0.5", "true", "1979-05-27", "1979-05-27 07:32:00Z", "inf", "''", "'a#]b'"]),
    st.sampled_from(['"""\n[x]\ny = 1\n"""', "'''\n# a\n''''", '"\\"a"', '"""a\\\n  b"""']),
    st.text("ab.#[]={}',\n", max_size=6).map(quoted),
)


def written(key: str) -> str:
    return key if key and all(char in "abcXYZ019_-" for char in key) else quoted(key)


def inline(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arrays = st.lists(children, max_size=3).map(lambda items: "[ # c ]\n" + ",\n".join(items) + "\n]")
    tables = st.dictionaries(keys, children, max_size=3).map(
        lambda pairs: "{" + ", ".join(f"{written(key)} = {value}" for key, value in pairs.items()) + "}"
    )
    return arrays | tables


values = st.recursive(scalars, inline, max_leaves=6)
pairs_of = st.dictionaries(keys, values, max_size=4)
headers = st.tuples(st.booleans(), st.lists(keys, min_size=1, max_size=3))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A text of pairs, dotted keys, tables and lists of tables; not all of them are valid TOML."""
    parts = [f"{written(key)} = {value} # end\n" for key, value in draw(pairs_of).items()]
    for is_list, names in draw(st.lists(headers, max_size=5)):
        left, right = ("[[", "]]") if is_list else ("[", "]")
        parts.append(f"\n  {left} {' . '.join(map(written, names))} {right}\n")
        prefix = draw(st.lists(keys, max_size=2))
        for key, value in draw(pairs_of).items():
            parts.append(f"{'.'.join(map(written, [*prefix, key]))} = {value}\n")
    return "".join(parts)


@settings(deadline=None)
@given(documents())
def test_whatever_the_parser_accepts_has_a_line_that_contains_the_key(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    lines = locate(text)

    rows = text.split("\n")
    assert set(paths(data)) == set(lines) - {()}
    for path, line in lines.items():
        names = [part for part in path if isinstance(part, str)]
        if path and isinstance(path[-1], str):
            assert written(names[-1]) in rows[line - 1]
