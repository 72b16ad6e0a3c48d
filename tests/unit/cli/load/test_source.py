from pathlib import Path

import pytest

from cli.load.errors import InputError
from cli.load.source import Record, read_records


def read(tmp_path: Path, content: str | bytes) -> list[tuple[int, object]]:
    """(line, values or problem) of each record."""
    file = tmp_path / "jobs"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(record.line, record.problem or dict(record.values)) for record in read_records(file)]


def test_csv_with_and_without_byte_order_mark(tmp_path: Path) -> None:
    for mark in ("", "\ufeff"):
        rows = read(tmp_path, f'{mark}title,company\n"Engineer, Backend",Müller\n')
        assert rows == [(2, {"title": "Engineer, Backend", "company": "Müller"})]


def test_csv_line_is_where_the_row_begins(tmp_path: Path) -> None:
    rows = read(tmp_path, 'title,description\r\nA,"one\r\ntwo\u2028three"\r\nB,x\r\n\r\nC,y\r\n')
    assert [line for line, _ in rows] == [2, 4, 6]
    assert rows[0] == (2, {"title": "A", "description": "one\ntwo\u2028three"})


def test_csv_row_with_another_number_of_columns_is_a_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,company\nA\nB,b\nC,c,x\n")
    assert rows == [
        (2, "1 columns where the header has 2"),
        (3, {"title": "B", "company": "b"}),
        (4, "3 columns where the header has 2"),
    ]


def test_csv_with_an_open_quote_ends_in_a_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, 'title,company\nA,a\nB,"b\nC,c\n')
    assert rows == [(2, {"title": "A", "company": "a"}), (3, "not CSV: unexpected end of data")]


def test_json_array_items_know_their_line(tmp_path: Path) -> None:
    rows = read(tmp_path, '[\n {"title": "A"},\n {"title":\n  "B"},\n 7\n]\n')
    assert rows == [(2, {"title": "A"}), (3, {"title": "B"}), (5, "not a JSON object")]


def test_json_array_keeps_what_comes_before_a_broken_item(tmp_path: Path) -> None:
    rows = read(tmp_path, '[{"title": "A"},\n{"title": "B"')
    assert rows[0] == (1, {"title": "A"})
    assert rows[1][0] == 2
    assert str(rows[1][1]).startswith("not JSON, nothing after it was read: ")


def test_json_lines_go_on_after_a_broken_line(tmp_path: Path) -> None:
    rows = read(tmp_path, '{"title": "A"}\n\n{oops}\n{"title": "B"}\n')
    assert [line for line, _ in rows] == [1, 3, 4]
    assert str(rows[1][1]).startswith("not JSON: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n", "empty file"),
        (b"title\n\xff\xfe\n", "not UTF-8 (byte 6)"),
        (b"name,firm\nA,b\n", "no column `title` or `actual_role`; it has firm, name"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, content)
    assert str(error.value) == f"{tmp_path / 'jobs'}: {reason}"


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file or directory"):
        read_records(tmp_path / "missing.csv")
    with pytest.raises(InputError, match="Is a directory"):
        read_records(tmp_path)


def test_a_header_alone_holds_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "title,company\n") == []


def test_records_keep_their_file(tmp_path: Path) -> None:
    file = tmp_path / "jobs.json"
    file.write_text('[{"title": "A"}]')
    assert read_records(file) == [Record(file, 1, {"title": "A"})]
