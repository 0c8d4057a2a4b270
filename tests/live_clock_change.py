#!/usr/bin/env python3
"""A district whose clocks change: three days around the begin and around the end of daylight saving, lived at speed, the server
killed meanwhile. No reading is lost or doubled, the day of the change has 23 or 25 hours, and each day's energy is what the
counters moved between its midnights, to the Wh.

Usage: live_clock_change.py PROGRAM DISTRICT [--kills N] [--seed N]"""
import datetime
import pathlib
import random
import sys
import time
import zoneinfo

from live import Live, run

ZONE = "Europe/Berlin"
HALF_HOUR = datetime.timedelta(minutes=30)
UTC = datetime.timezone.utc
DAYS = {datetime.date(2026, 3, 28): [48, 46, 48], datetime.date(2026, 10, 24): [48, 50, 48]}  # half-hours of each day


def midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), zoneinfo.ZoneInfo(ZONE)).astimezone(UTC)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def lived(district: Live, first: datetime.date, half_hours: int, options, chance) -> int:
    """Lives through the days and gives how often the server was killed."""
    begin = midnight(first) - HALF_HOUR
    run = district.devices(begin, 30 * (half_hours + 2), f"{first}.csv", 30, "--seed", str(options.seed))
    kills = 0
    while run.poll() is None:
        time.sleep(chance.uniform(0.2, 0.8))
        if kills < options.kills and run.poll() is None:
            district.kill_server()
            district.start_server()
            kills += 1
    if run.returncode != 0:
        sys.exit((district.folder / "virtual.log").read_text())
    district.wait_for_half_hours()
    return kills


def wrong_of(district: Live, first: datetime.date, lengths: list, device: str, channel: str) -> list:
    midnights = [midnight(first + datetime.timedelta(days=i)) for i in range(len(lengths) + 1)]
    span = {"from": midnights[0].isoformat(), "to": (midnights[-1] + datetime.timedelta(seconds=1)).isoformat()}
    readings = district.ask("series", device=device, channel=channel, by="raw", **span)["values"]
    counter = {utc(one["time"]): one["value"] for one in readings}
    wanted = [midnights[0] + i * HALF_HOUR for i in range(sum(lengths) + 1)]
    name = f"{first} {device} {channel}"
    if [utc(one["time"]) for one in readings] != wanted:
        return [f"{name}: {len(readings)} readings, of {len(counter)} times, where {len(wanted)} are expected"]
    wrong = []
    span["to"] = midnights[-1].isoformat()
    days = district.ask("series", device=device, channel=channel, by="day", **span)["values"]
    if [(utc(day["begin"]), utc(day["end"]), day["half_hours"]) for day in days] != list(zip(midnights, midnights[1:], lengths)):
        return [f"{name}: days {days}"]
    for day in days:
        true_wh = round((counter[utc(day["end"])] - counter[utc(day["begin"])]) * 1000)
        if round(day["value"] * 1000, 3) != true_wh:
            wrong.append(f"{name}: {day} where {true_wh} Wh are expected")
    # The step to the first midnight is not of these days.
    span["from"] = (midnights[0] + HALF_HOUR).isoformat()
    events = district.ask("events", device=device, channel=channel, **span)["events"]
    # What heats or cools in no day of these stands still.
    return wrong + [f"{name}: {event}" for event in events if event["code"] != "stuck"]


def live(options, folder: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    district = Live(options.program, options.district, folder, ZONE)
    wrong = []
    counters = 0
    try:
        district.start_server()
        for first, lengths in DAYS.items():
            kills = lived(district, first, sum(lengths), options, chance)
            registers = district.registers(f"{first}.csv")
            for device, channel in registers:
                wrong += wrong_of(district, first, lengths, device, channel)
            counters += len(registers)
            print(f"{first}: {len(registers)} counters over {sum(lengths) / 2:.0f} hours, server killed {kills} times")
        print("\n".join(wrong[:20]))
        return 1 if wrong or counters == 0 else 0
    finally:
        district.stop()


sys.exit(run(live, kills=5, seed=1))
