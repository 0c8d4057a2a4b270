#!/usr/bin/env python3
"""What the store makes of each fault that the field has: a broker, the server, and the virtual district's devices, all as a
person runs them. For two days each fault has a meter of its own, and the broker is restarted meanwhile; on a third day the public
grid is out. What the server says is stored and marked is held against the district's own registers.

Usage: live_faults.py PROGRAM DISTRICT"""
import argparse
import datetime
import pathlib
import sys
import time

from live import Live, in_folder

STEP_MIN = 30
DAYS = 2
CHANNEL = "energy_import"
HOUR = datetime.timedelta(hours=1)
START = datetime.datetime(2026, 3, 1, tzinfo=datetime.timezone(9 * HOUR))
OUTAGE_DAY = START + 240 * HOUR

# From 6:00 to 9:00 of the first day, each at a home of its own.
FAULTS = {
    "homes.0001": "silence,for=3 h",
    "homes.0002": "frozen,for=3 h",
    "homes.0003": "clock,for=3 h,by=3 h",
    "homes.0004": "clock,for=3 h,by=-3 h",
    "homes.0005": "reset",
    "homes.0006": "rollover,by=2 kWh",
    "homes.0007": "duplicates,for=3 h",
    "homes.0008": "late,for=3 h,by=1 h",
    "homes.0009": "disorder,for=3 h",
    "homes.0010": "late,for=17 h,by=24 h",  # offline, a day later all of it comes
}


def fault_options() -> list:
    options = []
    for device, fault in FAULTS.items():
        kind, _, rest = fault.partition(",")
        at = "" if kind == "rollover" else f",at={(START + 6 * HOUR).isoformat()}"
        options += ["--fault", f"{kind},device={device}{at}" + (f",{rest}" if rest else "")]
    return options


class Span:
    """What the server knows of a time, and the true energy of it by the district's registers."""

    def __init__(self, district: Live, start: datetime.datetime, hours: int, first: str, last: str):
        self.district, self.start = district, start
        self.query = {"from": start.isoformat(), "to": (start + hours * HOUR).isoformat()}
        begin, end = district.registers(first), district.registers(last)
        self.true_wh = {key: wh - begin[key] for key, wh in end.items()}

    def ask(self, what: str, device: str, channel: str, **more) -> list:
        answer = self.district.ask(what, device=device, channel=channel, **self.query, **more)
        return answer["events" if what == "events" else "values"]

    def half_hours(self, device: str, channel=CHANNEL) -> dict:
        """By hours from the start; only what is known."""
        return {self.hours(value["begin"]): value for value in self.ask("series", device, channel, by="30min")}

    def readings(self, device: str, channel=CHANNEL) -> dict:
        return {self.hours(value["time"]): value["value"] for value in self.ask("series", device, channel, by="raw")}

    def events(self, device: str, channel=CHANNEL) -> list:
        return [(event["code"], self.hours(event["time"])) for event in self.ask("events", device, channel)]

    def marked(self, device: str) -> list:
        return [hours for hours, value in self.half_hours(device).items() if value["marked"]]

    def wh(self, device: str, channel=CHANNEL) -> float:
        return round(sum(value["value"] for value in self.half_hours(device, channel).values()) * 1000, 3)

    def hours(self, text: str) -> float:
        return (datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) - self.start) / HOUR


wrong = 0


def expect(what: str, found, wanted):
    global wrong
    good = found == wanted
    wrong += not good
    print(f"{'ok   ' if good else 'WRONG'} {what}: {found}" + ("" if good else f" where {wanted} is expected"))


def half_hours(begin: float, end: float) -> list:
    return [begin + i / 2 for i in range(round((end - begin) * 2))]


def check_meters(span: Span):
    times = half_hours(0, 24 * DAYS)
    away = half_hours(6, 9)
    energies = {}
    for device, fault in FAULTS.items():
        kind = fault.partition(",")[0]
        energies[device] = span.wh(device)
        true = span.true_wh[device, CHANNEL]
        readings, marked, events = span.readings(device), span.marked(device), span.events(device)
        name = f"{device} {fault}"
        if kind in ("duplicates", "late", "disorder", "frozen", "rollover", "reset"):
            expect(f"{name}: readings, each once", list(readings), times)
        if kind in ("duplicates", "late", "disorder"):
            expect(f"{name}: marked", (marked, events), ([], []))
        if kind == "silence":
            expect(f"{name}: readings", list(readings), [at for at in times if at not in away])
            expect(f"{name}: estimated", marked, half_hours(5.5, 9))
            expect(f"{name}: events", events, [("gap", 9.0)])
            spread = {round(span.half_hours(device)[at]["value"], 6) for at in half_hours(5.5, 9)}
            expect(f"{name}: spread evenly", len(spread) <= 2 and max(spread) - min(spread) < 1e-5, True)
        if kind == "frozen":
            expect(f"{name}: the same value", len({readings[at] for at in half_hours(5.5, 9)}), 1)
            expect(f"{name}: counted while it stands", sum(span.half_hours(device)[at]["value"] for at in half_hours(5.5, 8.5)), 0)
        if kind == "clock":
            # What came first for a time is kept; what comes later for the same time is set aside and told.
            expect(f"{name}: readings", list(readings), [at for at in times if at not in away])
            by = float(fault.partition("by=")[2].split()[0])
            told = [("conflict", at + by) for at in away] + [("gap", 9.0)]
            # The half-hours of both: those that were not heard, and those that two values came for.
            doubtful = half_hours(5.5 + min(by, 0), 9 + max(by, 0))
            expect(f"{name}: marked", (marked, sorted(events)), (doubtful, sorted(told)))
        if kind == "reset":
            expect(f"{name}: events", events, [("reset", 6.0)])
            expect(f"{name}: marked", marked, [5.5])
        if kind == "rollover":
            expect(f"{name}: events", [code for code, _ in events], ["rollover"])
            expect(f"{name}: marked half-hours", len(marked), 1)
        expect(f"{name}: energy, Wh", energies[device], true)
    others = {key: wh for key, wh in span.true_wh.items() if key[0] not in FAULTS}
    expect(f"{len(others)} other counters: differ", [key for key, wh in others.items() if span.wh(*key) != wh], [])


def check_outage(span: Span):
    """From 6:00 to 9:00 the grid gives nothing; the meters live on with what their loads are still given."""
    for (device, channel), wh in span.true_wh.items():
        expect(f"outage, {device} {channel}: energy, Wh", span.wh(device, channel), wh)
        expect(f"outage, {device} {channel}: readings", list(span.readings(device, channel)), half_hours(0, 24))
    connections = sorted({device for device, _ in span.true_wh if device.startswith("grid")})
    for device in connections:
        slots = span.half_hours(device)
        expect(f"outage, {device}: bought, kWh", sum(slots[at]["value"] for at in half_hours(6, 9)), 0)
    expect("outage: connections looked at", len(connections) > 0, True)


def live(program: str, file: str, folder: pathlib.Path):
    district = Live(program, file, folder)
    try:
        district.start_server()
        before = datetime.timedelta(minutes=STEP_MIN)
        faults = fault_options()
        # The first step alone gives the registers at the start; it comes again as part of the whole run.
        district.run_devices(START - before, STEP_MIN, "first.csv", STEP_MIN, *faults)
        run = district.devices(START - before, STEP_MIN + DAYS * 1440, "all.csv", STEP_MIN, *faults)
        time.sleep(10)
        district.stop_broker()
        time.sleep(2)
        district.start_broker()
        if run.wait(timeout=900) != 0:
            sys.exit((folder / "virtual.log").read_text())
        outage = ["--fault", f"outage,at={(OUTAGE_DAY + 6 * HOUR).isoformat()},for=3 h"]
        district.run_devices(OUTAGE_DAY - before, STEP_MIN, "outage-first.csv", STEP_MIN, *outage)
        district.run_devices(OUTAGE_DAY - before, STEP_MIN + 1440, "outage.csv", STEP_MIN, *outage)
        district.wait_for_half_hours()
        check_meters(Span(district, START, 24 * DAYS, "first.csv", "all.csv"))
        check_outage(Span(district, OUTAGE_DAY, 24, "outage-first.csv", "outage.csv"))
    finally:
        district.stop()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("district")
    options = parser.parse_args()
    in_folder(lambda folder: live(options.program, options.district, folder))
    return 1 if wrong else 0


sys.exit(main())
