"""Files that anyone may have written: read within bounds or refused with a reason."""

import time

import pytest

from westphalia.errors import NotUnderstood
from westphalia.files import LARGEST
from westphalia.yaml_file import DEEPEST, parse, read

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]\n" for one, two in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "anchor or alias on line 1"),
        ("a: 1\nb: *a\n", "anchor or alias|not YAML"),
        ("a: !!python/object/apply:os.system ['true']\n", "tag on line 1"),
        ("a: !!binary aGk=\n", "tag on line 1"),
        ("[" * 500 + "]" * 500, f"deeper than {DEEPEST} levels"),
        ("a: [1, 2\n", "not YAML"),
        ("a: 'b\n", "not YAML"),
        ("a: 1\na: 2\n", "key twice"),
        ("a:\n  b: 1\n  b: 2\n", r"line 3: b"),
        ("a: 2022-13-45\n", "cannot be read|not YAML"),
        ("a\tb: \x07", "not YAML"),
        ("? [a, b]\n: 1\n", "not YAML|cannot be read|is not"),
    ],
)
def test_hostile_text_is_refused_with_a_reason(text, said):
    began = time.monotonic()
    with pytest.raises(NotUnderstood, match=said):
        parse(text, "essay.yaml")
    assert time.monotonic() - began < 5


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: b\n" * (LARGEST // 4))
    with pytest.raises(NotUnderstood, match="larger than a megabyte"):
        read(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xff\xfea", "not UTF-8"), (b"a: \x00b", "zero bytes"), (b"a: \x1b[31m", "control characters")],
)
def test_what_is_not_text_is_refused(tmp_path, data, said):
    path = tmp_path / "binary.yaml"
    path.write_bytes(data)
    with pytest.raises(NotUnderstood, match=said):
        read(path)


def test_a_folder_and_an_absent_file_are_told(tmp_path):
    for path in (tmp_path, tmp_path / "absent.yaml"):
        with pytest.raises(NotUnderstood, match=r"cannot be read|is a folder"):
            read(path)


def test_lines_are_those_of_the_file():
    tree = parse("# head\na:\n- b: 1\n  c:\n    d: 2\n- b: 3\n", "x.yaml")
    assert [tree.line(place) for place in (("a",), ("a", 0, "b"), ("a", 0, "c", "d"), ("a", 1))] == [
        2,
        3,
        5,
        6,
    ]
    assert tree.line(("a", 1, "absent")) == 6


def test_an_empty_file_has_no_value():
    assert parse("", "x.yaml").value is None
