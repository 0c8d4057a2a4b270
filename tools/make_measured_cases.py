#!/usr/bin/env python3
"""Writes the CSV files of cases/measured and the figures expected of them: make_measured_cases.py [--check].

The buildings are invented; their values are whole kW by type of day, hour and month, so that anybody can follow one. The
expected figures are computed here, by the rules of docs/explanation/demand-measured.md and by none of gaiku's code;
holidays are those of cases/holidays."""
import csv
import datetime as dt
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "cases" / "measured"
PLAN_YEAR = 2026
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)

with open(ROOT / "cases" / "holidays" / "expected.csv", encoding="utf-8") as file:
    HOLIDAYS = {dt.date.fromisoformat(row["date"]) for row in csv.DictReader(file)}


def day_type(day):
    if day.weekday() == 6 or day in HOLIDAYS:
        return "off"
    return "saturday" if day.weekday() == 5 else "weekday"


def mall(time):
    """kW of a shopping centre: busiest on days off, and in summer."""
    base = {"weekday": 60, "saturday": 80, "off": 90}[day_type(time.date())]
    opened = 10 <= time.hour < 21
    summer = 30 if 6 <= time.month <= 9 else 0
    return base + (100 + summer + time.hour if opened else 0) + time.day % 5


def office(time):
    base = {"weekday": 40, "saturday": 20, "off": 15}[day_type(time.date())]
    at_work = 8 <= time.hour < 19 and day_type(time.date()) == "weekday"
    return base + (150 + time.month if at_work else 0)


def times(first, days, step):
    return [dt.datetime.combine(first, dt.time()) + i * step for i in range(int(days * DAY / step))]


def stamp(time):
    return f"{time.year}/{time.month}/{time.day} {time.hour}:{time.minute:02}"


def text_of(heading, rows):
    return heading + "\n" + "".join(f"{stamp(time)},{value}\n" for time, value in rows)


def place(day):
    """In a year of 365 days; 29 February lies between its neighbours."""
    if (day.month, day.day) == (2, 29):
        return 58.5
    return (day.replace(year=2023) - dt.date(2023, 1, 1)).days


def laid(values):
    """Hourly kW of the planned year from {datetime: kW} of the measured one."""
    days = sorted({time.date() for time in values})
    planned = []
    for d in range(365):
        day = dt.date(PLAN_YEAR, 1, 1) + d * DAY
        of_type = [m for m in days if day_type(m) == day_type(day)]
        apart = [abs(place(m) - d) for m in of_type]
        nearest = of_type[min(range(len(of_type)), key=lambda i: (min(apart[i], 365 - apart[i]), i))]
        planned += [values[dt.datetime.combine(nearest, dt.time(h))] for h in range(24)]
    return planned


def gaps():
    """A fiscal year without 3-5 May (days off) and 14 June (a weekday), and with two empty hours."""
    first = dt.date(2023, 4, 1)
    all_times = times(first, 366, HOUR)
    lost = {dt.date(2023, 5, 3), dt.date(2023, 5, 4), dt.date(2023, 5, 5), dt.date(2023, 6, 14)}
    empty = {dt.datetime(2023, 12, 8, 10), dt.datetime(2023, 12, 8, 11)}
    rows = [(t, "" if t in empty else mall(t)) for t in all_times if t.date() not in lost]
    measured = {t: value for t, value in rows if value != ""}
    days = [first + i * DAY for i in range(366)]
    values = dict(measured)
    for t in all_times:
        if t in measured:
            continue
        like = [d for d in days if day_type(d) == day_type(t.date()) and dt.datetime.combine(d, t.time()) in measured]
        before = max((d for d in like if d < t.date()), default=None)
        after = min((d for d in like if d > t.date()), default=None)
        found = [measured[dt.datetime.combine(d, t.time())] for d in (before, after) if d]
        values[t] = sum(found) / len(found)
    return text_of("日時,受電電力(kW)", rows), laid(values)


def leap_year():
    values = {t: office(t) for t in times(dt.date(2020, 1, 1), 366, HOUR)}
    values.update({t: 999 for t in values if t.date() == dt.date(2020, 2, 29)})  # a Saturday; seen where it is used
    return text_of("time,load [kW]", values.items()), laid(values)


def clock_change():
    """2023 on the clock of central Europe: 3:00 for 2:00 on 26 March, 2:00 for 3:00 on 29 October."""
    values = {t: office(t) for t in times(dt.date(2023, 1, 1), 365, HOUR)}
    begin, end = dt.datetime(2023, 3, 26, 2), dt.datetime(2023, 10, 29, 2)
    rows = [(t + HOUR if begin <= t < end else t, value) for t, value in values.items()]
    return text_of("time,load [kW]", rows), laid(values)


def wrong_unit():
    """Energy of half-hours, so that kWh read as kW are half of it: 40 kWh in half an hour are 80 kW."""
    values = {t: office(t) for t in times(dt.date(2025, 1, 1), 365, HOUR)}
    halves = [(t + half, value // 2) for t, value in values.items() for half in (dt.timedelta(), HOUR / 2)]
    hourly = {t: 2 * (value // 2) for t, value in values.items()}
    return text_of("日時,使用電力量(kWh)", halves), laid(hourly)


def main():
    check = "--check" in sys.argv
    stale = []

    def write(name, text):
        path = FOLDER / name
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")

    lines = ["case,annual_kwh,peak_kw,kw_28_february_noon,kw_4_may_noon,kw_8_december_10h"]
    for case in (gaps, leap_year, clock_change, wrong_unit):
        text, planned = case()
        write(case.__name__ + ".csv", text)
        at = [planned[(dt.date(PLAN_YEAR, m, d) - dt.date(PLAN_YEAR, 1, 1)).days * 24 + h]
              for m, d, h in ((2, 28, 12), (5, 4, 12), (12, 8, 10))]
        lines.append(",".join(str(v) for v in [case.__name__, sum(planned), max(planned), *at]))
    write("expected.csv", "\n".join(lines) + "\n")
    if stale:
        print("run tools/make_measured_cases.py:", ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


sys.exit(main())
