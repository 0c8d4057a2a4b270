#!/usr/bin/env python3
"""A district lives for some days: a broker, the server, and the virtual district's devices, all as a person runs them. The
server is killed meanwhile. In the end every counter's energy, as the server sums it up, is that of the virtual district's own
registers, to the Wh.

Usage: live_month.py PROGRAM DISTRICT [--days N] [--kills N] [--seed N]"""
import datetime
import pathlib
import random
import sys
import time

from live import Live, run

STEP_MIN = 30


def live(options, folder: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    zone = datetime.timezone(datetime.timedelta(hours=9))
    start = datetime.datetime(2026, 1, 1, tzinfo=zone)
    end = start + datetime.timedelta(days=options.days)
    before = start - datetime.timedelta(minutes=STEP_MIN)
    district = Live(options.program, options.district, folder)
    try:
        district.start_server()
        time.sleep(1)
        # The first step alone, for the registers at the start; it comes again as part of the whole run.
        seed = ["--seed", str(options.seed)]
        district.run_devices(before, STEP_MIN, "first.csv", STEP_MIN, *seed)
        run = district.devices(before, STEP_MIN + options.days * 1440, "all.csv", STEP_MIN, *seed)
        kills = 0
        while run.poll() is None:
            time.sleep(chance.uniform(0.3, 1.5))
            if kills < options.kills and run.poll() is None:
                district.kill_server()
                district.start_server()
                kills += 1
        if run.returncode != 0:
            sys.exit((folder / "virtual.log").read_text())
        district.wait_for_half_hours()
        first, last = district.registers("first.csv"), district.registers("all.csv")
        wrong = 0
        total = 0
        for (device, channel), wh in last.items():
            span = {"from": start.isoformat(), "to": end.isoformat()}
            values = district.ask("series", device=device, channel=channel, by="month", **span)["values"]
            measured = round(sum(value["value"] for value in values) * 1000, 3)
            expected = wh - first[device, channel]
            total += expected
            if measured != expected:
                wrong += 1
                print(f"{device} {channel}: {measured} Wh where the registers say {expected}")
        print(f"{len(last)} counters, {total} Wh in {options.days} days, server killed {kills} times: {wrong} differ")
        print((folder / "virtual.log").read_text().splitlines()[-1])
        return 1 if wrong or not last or kills < options.kills else 0
    finally:
        district.stop()


sys.exit(run(live, days=31, kills=0, seed=1))
