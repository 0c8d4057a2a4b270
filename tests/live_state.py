#!/usr/bin/env python3
"""The virtual district is killed again and again and goes on from its state: no register goes back, no reading is missing or
comes with another value, and in the end the registers are those of a district that was never stopped.

Usage: live_state.py PROGRAM DISTRICT [--kills N] [--seed N]"""
import csv
import datetime
import json
import pathlib
import random
import signal
import subprocess
import sys
import time

from live import Live, run

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
MINUTE = datetime.timedelta(minutes=1)


class Kept:
    """The devices with their state in a file, as `./run` has them."""

    def __init__(self, district: Live, seed: int):
        self.district, self.seed = district, seed
        self.file = district.folder / "state.json"

    def start(self) -> subprocess.Popen:
        return subprocess.Popen([self.district.program, "--lang", "en", "virtual", self.district.district, *self.district.credentials(),
                                 "--speed", "3600", "--from", START.isoformat(), "--seed", str(self.seed),
                                 "--state", str(self.file)],
                                stdout=subprocess.DEVNULL, stderr=open(self.district.folder / "virtual.log", "a"))

    def state(self) -> dict:
        return json.loads(self.file.read_text(encoding="utf-8"))

    def time(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.state()["time"].replace("Z", "+00:00"))


def end_of(process: subprocess.Popen, how: signal.Signals):
    process.send_signal(how)
    process.wait(timeout=60)


def catch_up(district: Live) -> list:
    """Three hours of the clock while nobody looked are lived through at once, at the clock's own speed. Before it, runs of a minute
    each: how ever soon one ends, the next goes on where it ended."""
    begin = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0) - datetime.timedelta(hours=3)
    file = district.folder / "clock.json"
    command = [district.program, "virtual", district.district, *district.credentials(), "--state", str(file)]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": open(district.folder / "clock.log", "w")}
    for _ in range(20):
        subprocess.run([*command, "--from", begin.isoformat(), "--for", "1 min", "--speed", "3600"], **quiet)
    began = time.monotonic()
    subprocess.run([*command, "--for", "150 min"], timeout=300, **quiet)
    took = time.monotonic() - began
    reached = datetime.datetime.fromisoformat(json.loads(file.read_text())["time"].replace("Z", "+00:00"))
    print(f"150 minutes made up for in {took:.0f} s")
    return [] if reached == begin + 170 * MINUTE and took < 120 else [f"170 minutes took {took:.0f} s, to {reached} from {begin}"]


def live(options, folder: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    district = Live(options.program, options.district, folder)
    wrong = []
    try:
        district.start_server()
        kept = Kept(district, options.seed)
        begins = []
        for kill in range(options.kills + 1):
            process = kept.start()
            before = kept.time() if kept.file.exists() else None
            until = time.monotonic() + 60
            while not kept.file.exists() or kept.time() == before or (before is None and kept.time() == START):
                if process.poll() is not None or time.monotonic() > until:
                    sys.exit((folder / "virtual.log").read_text())
                time.sleep(0.05)
            time.sleep(chance.uniform(0.2, 1.5))
            # Now and then the server is gone first: what it has not acknowledged is said again.
            if kill % 3 == 1:
                district.kill_server()
                time.sleep(0.3)
            end_of(process, signal.SIGTERM if kill == options.kills else signal.SIGKILL)
            if kill % 3 == 1:
                district.start_server()
            begins.append(kept.time())
        if begins != sorted(set(begins)):
            wrong.append(f"it does not go on: {begins}")
        end = kept.time()
        state = kept.state()

        # The same without a stop, to the same moment; its readings are all known.
        subprocess.run([options.program, "virtual", district.district, *district.credentials(), "--speed", "3600", "--lockstep",
                        "--from", START.isoformat(), "--seed", str(options.seed), "--for", f"{(end - START) // MINUTE} min",
                        "--counters", str(folder / "whole.csv")],
                       check=True, stdout=subprocess.DEVNULL, stderr=open(folder / "whole.log", "w"))
        last = {}
        with open(folder / "whole.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                last[row["device"], row["channel"]] = int(row["wh"])
        for (device, channel), wh in last.items():
            found = state["registers"][device][channel]["wh"]
            if found != wh:
                wrong.append(f"{device} {channel}: {found} Wh where {wh} Wh is expected")
        district.wait_for_half_hours()
        readings = 0
        for device, channel in last:
            span = {"from": START.isoformat(), "to": (end + MINUTE).isoformat()}
            rows = district.ask("series", device=device, channel=channel, by="raw", **span)["values"]
            values = [row["value"] for row in rows]
            if values != sorted(values):
                wrong.append(f"{device} {channel} goes back")
            is_meter = "." in device and not device.endswith(".charger")
            each = datetime.timedelta(minutes=30) if is_meter else MINUTE
            if len(rows) != (end - START) // each:
                wrong.append(f"{device} {channel}: {len(rows)} readings where {(end - START) // each} are expected")
            if rows and round(rows[-1]["value"] * 1000) != last[device, channel] and each == MINUTE:
                wrong.append(f"{device} {channel} ends at {rows[-1]['value']} kWh")
            for event in district.ask("events", device=device, channel=channel, **span)["events"]:
                if event["code"] in ("reset", "negative", "gap", "rollover"):
                    wrong.append(f"{device} {channel}: {event}")
            readings += len(rows)
        wrong += catch_up(district)
        print(f"{options.kills} kills, {(end - START) / MINUTE:.0f} minutes lived, {len(last)} registers, {readings} readings")
        print("\n".join(wrong[:20]))
        return 1 if wrong or not last or readings == 0 else 0
    finally:
        district.stop()


sys.exit(run(live, kills=6, seed=1))
