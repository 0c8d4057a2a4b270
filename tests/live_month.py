#!/usr/bin/env python3
"""A district lives for some days: a broker, the server, and the virtual district's devices, all as a person runs them. The
server is killed meanwhile. In the end every counter's energy, as the server sums it up, is that of the virtual district's own
registers, to the Wh.

Usage: live_month.py PROGRAM DISTRICT [--days N] [--kills N] [--seed N]"""
import argparse
import csv
import datetime
import json
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

STEP_MIN = 30


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Live:
    def __init__(self, program: str, district: str, folder: pathlib.Path):
        self.program, self.district, self.folder = program, district, folder
        self.port = free_port()
        self.server = None
        self.address = ""
        self.broker = subprocess.Popen([program, "broker", district, "--dir", str(folder / "broker"), "--port", str(self.port)],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if not self.broker.stdout.readline():
            sys.exit("the broker does not start")
        (folder / "store").mkdir()
        self.token = subprocess.run([program, "store", "token", str(folder / "store"), "operator"], check=True, text=True,
                                    stdout=subprocess.PIPE).stdout.strip()

    def credentials(self) -> list:
        return ["--broker", f"127.0.0.1:{self.port}", "--credentials", str(self.folder / "broker/credentials.csv")]

    def start_server(self):
        self.server = subprocess.Popen([self.program, "--lang", "en", "serve", self.district, "--data", str(self.folder / "store"),
                                        "--listen", "127.0.0.1:0", "--any-time", *self.credentials()],
                                       stdout=subprocess.PIPE, stderr=open(self.folder / "server.log", "a"), text=True)
        line = self.server.stdout.readline()
        self.address = re.search(r"http://\S+?(?=,)", line).group()

    def kill_server(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def devices(self, start: datetime.datetime, minutes: int, counters: str, seed: int) -> subprocess.Popen:
        return subprocess.Popen([self.program, "virtual", self.district, *self.credentials(), "--speed", "3600", "--lockstep",
                                 "--from", start.isoformat(), "--for", f"{minutes} min", "--step", f"{STEP_MIN} min",
                                 "--seed", str(seed), "--counters", str(self.folder / counters)],
                                stdout=open(self.folder / "virtual.log", "a"), stderr=subprocess.STDOUT)

    def sum_kwh(self, device: str, channel: str, start: datetime.datetime, end: datetime.datetime) -> list:
        query = urllib.parse.urlencode({"device": device, "channel": channel, "by": "month",
                                        "from": start.isoformat(), "to": end.isoformat()})
        request = urllib.request.Request(f"{self.address}/api/v1/series?{query}",
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["values"]

    def stop(self):
        for process in (self.server, self.broker):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)


def last_registers(path: pathlib.Path) -> dict:
    """Wh by device and channel at the end of a run."""
    registers = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            registers[row["device"], row["channel"]] = int(row["wh"])
    return registers


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
        if district.devices(before, STEP_MIN, "first.csv", options.seed).wait(timeout=600) != 0:
            sys.exit((folder / "virtual.log").read_text())
        run = district.devices(before, STEP_MIN + options.days * 1440, "all.csv", options.seed)
        kills = 0
        while run.poll() is None:
            time.sleep(chance.uniform(0.3, 1.5))
            if kills < options.kills and run.poll() is None:
                district.kill_server()
                district.start_server()
                kills += 1
        if run.returncode != 0:
            sys.exit((folder / "virtual.log").read_text())
        time.sleep(7)  # half-hours follow readings within five seconds
        first, last = last_registers(folder / "first.csv"), last_registers(folder / "all.csv")
        wrong = 0
        total = 0
        for (device, channel), wh in last.items():
            values = district.sum_kwh(device, channel, start, end)
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


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("district")
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gaiku-live-"))
    try:
        return live(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
