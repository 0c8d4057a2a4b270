#!/usr/bin/env python3
"""Check every reference table of data/ and print what is wrong as FILE:LINE: message. Exit 1 when something is.

    tools/check_data.py [DATA_FOLDER]

The format is described in data/README.md.
"""

import csv
import re
import sys
from datetime import date, timedelta
from pathlib import Path

REQUIRED = ("title_en", "title_ja", "source", "licence", "key")
CLIMATE = ("city_en", "city_ja", "latitude", "longitude", "region")
KNOWN = {*REQUIRED, *CLIMATE, "note_en", "note_ja", "source_ja", "generated_by"}
MARKS = {"S", "C", "U", "I"}
UNITS = {
    "-", "%", "kW", "kWh", "MWh", "W", "Wh", "kJ", "MJ", "GJ", "yen", "万円", "kg", "t", "degC", "deg", "m", "m2", "m3", "L",
    "h", "year", "month", "day",
}
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
ROW_ID = re.compile(r"[a-z0-9_]+")
NUMERIC_COLUMN = re.compile(r"([a-z0-9_]+) \(([^()]+)\)")
# The columns of a day profile are shares of one day.
PROFILE_TOLERANCE = 1e-9


def split_header(lines, report):
    """The header's fields and the number of its lines."""
    header = {}
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            return header, number - 1
        match = re.fullmatch(r"# ([a-z_]+): (\S.*)", line)
        if not match:
            report(number, "header line is not '# name: value'")
            continue
        name, value = match.groups()
        if name not in KNOWN:
            report(number, f"unknown header '{name}'")
        if name in header:
            report(number, f"header '{name}' twice")
        header[name] = value
    return header, len(lines)


def check_columns(columns, keys, line, report):
    """The numeric columns: their position and name."""
    numeric = {}
    if len(set(columns)) != len(columns):
        report(line, "a column name twice")
    for key in keys:
        if key not in columns:
            report(line, f"key column '{key}' is missing")
    for position, column in enumerate(columns):
        match = NUMERIC_COLUMN.fullmatch(column)
        if match:
            numeric[position] = column
            for part in match[2].split("/"):
                if part not in UNITS:
                    report(line, f"column '{column}': unknown unit '{part}'")
        elif not ROW_ID.fullmatch(column):
            report(line, f"column '{column}' is neither snake_case text nor 'name (unit)'")
    if ("mark" in columns) != ("source" in columns):
        report(line, "columns mark and source belong together")
    return numeric


def check_rows(rows, columns, keys, numeric, report):
    seen = {}
    mark = columns.index("mark") if "mark" in columns else None
    source = columns.index("source") if "source" in columns else None
    key_positions = [columns.index(key) for key in keys if key in columns]
    for line, row in rows:
        if len(row) != len(columns):
            report(line, f"{len(row)} cells where {len(columns)} columns are named")
            continue
        key = "/".join(row[position] for position in key_positions)
        if any(not row[position] for position in key_positions):
            report(line, "an empty key cell")
        if "id" in keys and not ROW_ID.fullmatch(key):
            report(line, f"row key '{key}' is not snake_case")
        if key in seen:
            report(line, f"row key '{key}' stands in line {seen[key]} already")
        seen.setdefault(key, line)
        for position, column in numeric.items():
            if row[position] and not NUMBER.fullmatch(row[position]):
                report(line, f"column '{column}': '{row[position]}' is not a plain number")
        if mark is not None and row[mark] not in MARKS:
            report(line, f"mark '{row[mark]}' is none of {', '.join(sorted(MARKS))}")
        if source is not None and not row[source]:
            report(line, "no source")


def check_profiles(rows, columns, numeric, line, report):
    if [row[0] for _, row in rows] != [str(hour) for hour in range(24)]:
        report(line, "a day profile has the hours 0 to 23 in order")
        return
    for position, column in numeric.items():
        try:
            values = [float(row[position]) for _, row in rows]
        except (ValueError, IndexError):
            report(line, f"profile '{column}' has a cell without a number")
            continue
        if abs(sum(values) - 1) > PROFILE_TOLERANCE or min(values) < 0:
            report(line, f"profile '{column}' sums to {sum(values)!r}, not to 1 of shares at or above 0")


def check_climate(header, rows, numeric, line, report):
    for name in CLIMATE:
        if name not in header:
            report(1, f"header '{name}' is missing")
    # Any year without a leap day.
    first = date(2023, 1, 1)
    expected = []
    for index in range(365):
        day = first + timedelta(days=index)
        expected += [[str(day.month), str(day.day), str(hour)] for hour in range(1, 25)]
    if len(rows) != 8760:
        report(line, f"{len(rows)} rows where a year has 8760 hours")
    for (row_line, row), want in zip(rows, expected):
        if row[:3] != want:
            report(row_line, f"month, day, hour are {row[:3]}, expected {want}")
            break
    for row_line, row in rows:
        if any(position < len(row) and not row[position] for position in numeric):
            report(row_line, "an empty cell in a weather series")


def check(path, report):
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        report(1, f"not UTF-8: {error}")
        return
    if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf") or not raw.endswith(b"\n"):
        report(1, "lines end with LF, the last too, and no byte order mark starts the file")
    if not re.fullmatch(r"[a-z0-9_]+\.csv", path.name):
        report(1, "file names are snake_case")
    lines = text.splitlines()
    header, count = split_header(lines, report)
    for name in REQUIRED:
        if name not in header:
            report(1, f"header '{name}' is missing")
    reader = csv.reader(lines[count:], strict=True)
    records = [(count + reader.line_num, row) for row in reader]
    if len(records) < 2:
        report(count + 1, "no rows")
        return
    line, columns = records[0]
    rows = records[1:]
    keys = header.get("key", "").split()
    numeric = check_columns(columns, keys, line, report)
    check_rows(rows, columns, keys, numeric, report)
    if path.name.startswith("day_profiles"):
        check_profiles(rows, columns, numeric, line, report)
    if path.parent.name == "climate":
        check_climate(header, rows, numeric, line, report)


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "data"
    paths = sorted(root.rglob("*.csv"))
    problems = 0 if paths else 1
    if not paths:
        print(f"{root}:1: no tables")
    for path in paths:
        def report(line, message):
            nonlocal problems
            problems += 1
            print(f"{path}:{line}: {message}")

        try:
            check(path, report)
        except csv.Error as error:
            report(1, f"not CSV: {error}")
    if problems:
        sys.exit(1)
    print(f"{len(paths)} tables are well formed")


if __name__ == "__main__":
    main()
