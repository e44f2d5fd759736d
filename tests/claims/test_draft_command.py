"""``westphalia claims new``: its answers, its files, and what it says of files that are no article."""

from __future__ import annotations

import json
import os
import re

import pytest

from westphalia.claims import files
from westphalia.claims.draft.article import LONGEST, parse, sentences
from westphalia.cli import run
from westphalia.files import LARGEST


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "meeting.txt"
    path.write_text("Russia and Iran met in 1907. Iran will buy arms from Russia.", encoding="utf-8")
    return path


def test_yaml_on_standard_output_is_a_claim_file(article, tmp_path, capsys):
    assert run(["claims", "new", str(article)]) == 0
    path = tmp_path / "draft.yaml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    essay = files.read(path)
    assert essay.id == "meeting"
    assert [claim.kind for claim in essay.claims] == ["fact", "forecast"]


def test_json_has_its_parts(article, capsys):
    assert run(["claims", "new", str(article), "--format", "json", "--date", "1908-01-01"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == [
        "westphalia", "article", "states", "years", "people", "institutions", "numbers", "claims", "events",
    ]  # fmt: skip
    assert told["article"]["published"] == "1908-01-01"
    assert told["states"][0] == {"state": told["states"][0]["state"], "mentions": 2, "paragraphs": [1]}
    assert set(told["events"]) == {"mentioned", "missed"}


def test_a_file_is_written_whole_or_not_at_all(article, tmp_path, capsys):
    target = tmp_path / "out.yaml"
    assert run(["claims", "new", str(article), "-o", str(target)]) == 0
    before = target.read_text(encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run(["claims", "new", str(tmp_path / "empty.txt"), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == before
    assert run(["claims", "new", str(article), "-o", str(tmp_path / "no" / "out.yaml")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_article_is_never_overwritten(article, capsys):
    before = article.read_bytes()
    assert run(["claims", "new", str(article), "-o", str(article)]) == 2
    assert "the article itself" in capsys.readouterr().err
    assert article.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"Iran\0Russia", "is not plain text"),
        (bytes(range(128, 256)) * 20, "is not plain text"),
        (b"\x1b[31mIran met Russia.", "is not plain text"),
        ("Iran met Russia.".encode("utf-16"), "is not plain text"),
        (b"Iran met Russia.\n" * (LARGEST // 16), "is larger than a megabyte"),
        (b"a" * (LONGEST + 1), "has a paragraph of more than"),
        (b"I am.\n" * 10_001, "has too many paragraphs"),
    ],
)
def test_hostile_files_are_told(data, said, tmp_path, capsys):
    path = tmp_path / "hostile.txt"
    path.write_bytes(data)
    assert run(["claims", "new", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_places_that_are_no_file_are_told(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe")
    for name, said in (
        (".", "is a folder"),
        ("pipe", "is not a regular file"),
        ("gone.txt", "cannot be read"),
    ):
        assert run(["claims", "new", str(tmp_path / name)]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(article, capsys):
    article.chmod(0)
    assert run(["claims", "new", str(article)]) == 2
    assert "Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["yesterday", "2022-13-01", "1700-01-01", "2096-01-01"])
def test_a_date_that_is_none_is_told(article, day, capsys):
    assert run(["claims", "new", str(article), "--date", day]) == 2
    assert "--date" in capsys.readouterr().err


def test_paragraphs_of_broken_lines_and_of_long_lines():
    assert parse("A heading\n\nOne line\nand another.\n\nThe end.", "a").paragraphs == (
        "One line and another.",
        "The end.",
    )
    assert parse("One is one.\nTwo is two.", "a").paragraphs == ("One is one.", "Two is two.")
    assert parse("A heading\n\nOne is one.\nTwo is two.\nThree is.\n\n", "a").paragraphs == (
        "One is one.",
        "Two is two.",
        "Three is.",
    )
    long = "Iran met Russia again and again. " * 5
    assert parse(f"{long}\n{long}\n\n{long}", "a").paragraphs == (long.strip(),) * 3


def test_sentences_end_where_they_end():
    text = 'The U.S. and Mr. Fox left. "Why?" he said. It cost 3.5 billion! No. 5 came (late).'
    assert [each.text for each in sentences(text, 1)] == [
        "The U.S. and Mr. Fox left.",
        '"Why?" he said.',
        "It cost 3.5 billion!",
        "No. 5 came (late).",
    ]


def finished(text):
    """Return a draft with every part that is left to a person put in, as one might."""
    text = text.replace("author: To be filled in", "author: A. Person").replace(
        "where: To be filled in", "where: A paper"
    )
    text = re.sub(r"Paragraph \d+, sentence \d+:", "It is said that", text)
    return text.replace("To be finished by a person: what", "By then it").replace(
        "To be finished by a person: ", "It is open: "
    )


def test_check_refuses_an_unfinished_draft_and_names_what_is_left(article, tmp_path, capsys):
    target = tmp_path / "draft.yaml"
    assert run(["claims", "new", str(article), "-o", str(target)]) == 0
    capsys.readouterr()
    assert run(["check", str(target)]) == 2
    told = capsys.readouterr().err
    for part in ("meeting is a draft that is not finished", "author: who wrote it", "where: where it can be read", "p1-s1: the statement in your own words",
                 "p1-s2: the statement in your own words; why it cannot be tested, or a test; what shows that it came true, and by when"):  # fmt: skip
        assert part in told


@pytest.mark.parametrize(
    "part", ["author: A. Person", "where: A paper", "It is said that", "It is open: ", "By then it"]
)
def test_one_part_that_is_left_is_enough_to_refuse(article, tmp_path, part, capsys):
    target = tmp_path / "draft.yaml"
    assert run(["claims", "new", str(article), "-o", str(target)]) == 0
    before = target.read_text(encoding="utf-8")
    left = {
        "author: A. Person": "author: To be filled in",
        "where: A paper": "where: To be filled in",
        "It is said that": "Paragraph 1, sentence 1:",
        "It is open: ": "To be finished by a person: ",
        "By then it": "To be finished by a person: what",
    }
    whole = finished(before)
    assert whole.count(part)
    target.write_text(whole.replace(part, left[part], 1), encoding="utf-8")
    assert run(["check", str(target)]) == 2
    assert "is not finished" in capsys.readouterr().err


def test_a_finished_draft_is_checked(article, tmp_path, capsys):
    target = tmp_path / "draft.yaml"
    assert run(["claims", "new", str(article), "-o", str(target)]) == 0
    target.write_text(finished(target.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["check", str(target), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [claim["id"] for claim in told["claims"]] == ["p1-s1", "p1-s2"]
