#!/usr/bin/env python3
"""What the store makes of each fault that a field has: a broker, the server, and the virtual district's devices, all as a person
runs them, a day for each fault. What is stored and marked is asked of the server and held against the district's own registers.

Usage: live_faults.py PROGRAM DISTRICT [--only KIND]"""
import argparse
import datetime
import pathlib
import shutil
import sys
import tempfile
import time

from live import Live, last_registers

ZONE = datetime.timezone(datetime.timedelta(hours=9))
STEP_MIN = 30
METER = "homes.0001"
CHANNEL = "energy_import"
HOUR = datetime.timedelta(hours=1)


class Day:
    """A day with a fault of one meter: 24 hours after a first half-hour that gives the registers at its beginning."""

    def __init__(self, live: Live, number: int, fault: str):
        self.live = live
        self.start = datetime.datetime(2026, 3, 1, tzinfo=ZONE) + datetime.timedelta(days=3 * number)
        self.end = self.start + 24 * HOUR
        self.before = self.start - datetime.timedelta(minutes=STEP_MIN)
        self.fault = fault.format(at=(self.start + 6 * HOUR).isoformat())
        live.run_devices(self.before, STEP_MIN, f"{number}-first.csv", STEP_MIN)
        live.run_devices(self.before, STEP_MIN + 1440, f"{number}-all.csv", STEP_MIN, self.fault)
        time.sleep(6)  # half-hours follow readings within five seconds
        first, last = (last_registers(live.folder / f"{number}-{name}.csv") for name in ("first", "all"))
        self.true_wh = {key: wh - first[key] for key, wh in last.items()}

    def half_hours(self, device=METER, channel=CHANNEL) -> list:
        return self.live.ask("series", device=device, channel=channel, by="30min", **self.span())["values"]

    def raw(self, device=METER, channel=CHANNEL) -> list:
        span = {"from": self.before.isoformat(), "to": (self.end + 6 * HOUR).isoformat()}
        return self.live.ask("series", device=device, channel=channel, by="raw", **span)["values"]

    def codes(self, device=METER, channel=CHANNEL) -> list:
        span = {"from": (self.start - 1 * HOUR).isoformat(), "to": (self.end + 6 * HOUR).isoformat()}
        return [event["code"] for event in self.live.ask("events", device=device, channel=channel, **span)["events"]]

    def marked(self) -> list:
        """Hours from the day's beginning of the half-hours that are marked."""
        times = [datetime.datetime.fromisoformat(value["begin"].replace("Z", "+00:00")) for value in self.half_hours() if value["marked"]]
        return [(at - self.start) / HOUR for at in times]

    def span(self) -> dict:
        return {"from": self.start.isoformat(), "to": self.end.isoformat()}

    def wh(self, device=METER, channel=CHANNEL) -> int:
        return round(sum(value["value"] for value in self.half_hours(device, channel)) * 1000, 3)

    def others_are_right(self) -> list:
        """Devices without the fault whose energy is not that of their registers."""
        return [f"{device} {channel}" for (device, channel), wh in self.true_wh.items()
                if device != METER and self.wh(device, channel) != wh]


def same_as_registers(day: Day) -> list:
    true = day.true_wh[METER, CHANNEL]
    return [] if day.wh() == true else [f"{day.wh()} Wh where the registers say {true}"]


def expect(what: str, found, wanted) -> list:
    return [] if found == wanted else [f"{what}: {found} where {wanted} is expected"]


def silence(day: Day) -> list:
    """Three hours are missing: nothing is made up of them but the half-hours, spread evenly and marked."""
    return (expect("readings", len(day.raw()), 50 - 6) + expect("events", day.codes(), ["gap"])
            + expect("marked", day.marked(), [5.5 + i / 2 for i in range(7)]) + same_as_registers(day))


def frozen(day: Day) -> list:
    """A counter that stands for three hours is stored as it came; what it missed comes with the first reading that moves."""
    values = [value["value"] for value in day.raw()]
    longest = max(values.count(value) for value in values)
    return expect("the same reading", longest, 7) + expect("readings", len(values), 50) + same_as_registers(day)
