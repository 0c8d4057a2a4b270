#!/usr/bin/env python3
"""National holidays of Japan by two independent programs, the Python packages `holidays` and `jpholiday`.

    bench/peers/holidays/compare.py            compare them with cases/holidays/expected.csv; exit 1 on a difference
    bench/peers/holidays/compare.py --write    write the table, if the two programs agree on every date

Where the packages are missing they are installed into .cache/peers/holidays of the repository, in the versions below.
"""

import csv
import datetime
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "cases" / "holidays" / "expected.csv"
ENVIRONMENT = ROOT / ".cache" / "peers" / "holidays"
VERSIONS = ("holidays==0.109", "jpholiday==1.0.3")
YEARS = range(1990, 2100)

# The two programs name ceremonies in their own words; the table uses one name each.
NAMES = {
    "即位礼正殿の儀": "即位の礼正殿の儀",
    "即位礼正殿の儀が行われる日": "即位の礼正殿の儀",
    "結婚の儀": "皇太子の結婚の儀",
    "皇太子・皇太子徳仁親王の結婚の儀": "皇太子の結婚の儀",
}


def run_in_venv():
    """Start again with a Python that has the packages."""
    python = ENVIRONMENT / "bin" / "python"
    if Path(sys.prefix).resolve() == ENVIRONMENT:
        sys.exit(f"the packages are not in {ENVIRONMENT}: remove the folder and start again")
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *VERSIONS], check=True)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)


def plain(name):
    return NAMES.get(name, "振替休日" if name.endswith("振替休日") else name)


def by_holidays():
    import holidays

    found = holidays.country_holidays("JP", years=YEARS, language="ja")
    return {day: plain(name) for day, name in found.items()}


def by_jpholiday():
    import jpholiday

    found = {}
    for year in YEARS:
        for day, name in jpholiday.year_holidays(year):
            found[day.date() if isinstance(day, datetime.datetime) else day] = plain(name)
    return found


def differences(one, other, one_name, other_name):
    return [
        f"{day}: {one_name} {one.get(day, 'no holiday')}, {other_name} {other.get(day, 'no holiday')}"
        for day in sorted(one.keys() | other.keys())
        if one.get(day) != other.get(day)
    ]


def main():
    try:
        first, second = by_holidays(), by_jpholiday()
    except ImportError:
        run_in_venv()
    found = differences(first, second, "holidays", "jpholiday")
    if not found and "--write" in sys.argv:
        with open(TABLE, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["date", "name_ja"])
            writer.writerows((day.isoformat(), name) for day, name in sorted(first.items()))
    if TABLE.exists():
        with open(TABLE, encoding="utf-8", newline="") as file:
            table = {datetime.date.fromisoformat(row["date"]): row["name_ja"] for row in csv.DictReader(file)}
        found += differences(first, table, "holidays", "table")
    else:
        found.append(f"{TABLE} is missing")
    agree = f"{len(first)} holidays of {YEARS[0]}-{YEARS[-1]}: the two programs and the table agree"
    print("\n".join(found) if found else agree)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
