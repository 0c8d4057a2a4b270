#!/usr/bin/env python3
"""The server is killed again and again while devices send by HTTP as fast as they are answered and the field speaks MQTT. What
was acknowledged by a 2xx is there exactly once; what a sender has no answer to it sends again.

Usage: live_kills.py PROGRAM DISTRICT [--kills N] [--seed N]"""
import datetime
import json
import pathlib
import random
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from live import Live, run

START = datetime.datetime(2026, 5, 1, tzinfo=datetime.timezone.utc)
SENDERS = 4
READINGS = 50  # in a message


def when(second: int) -> str:
    return (START + datetime.timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Sender(threading.Thread):
    """A device that sends a state, one value a second of its time, each another one."""

    def __init__(self, district: Live, name: str):
        super().__init__()
        self.district, self.name_of, self.over = district, name, threading.Event()
        self.token = subprocess.run([district.program, "store", "token", str(district.folder / "store"), name], check=True, text=True,
                                    stdout=subprocess.PIPE).stdout.strip()
        self.acknowledged = 0  # readings, from the first on
        self.again = 0
        self.wrong = []

    def run(self):
        while not self.over.is_set():
            body = json.dumps([{"channel": "temperature", "time": when(self.acknowledged + i), "value": value_of(self.acknowledged + i)}
                               for i in range(READINGS)]).encode()
            receipt = self.post(body)
            if receipt is None:
                self.again += 1
                time.sleep(0.02)
                continue
            if receipt["stored"] + receipt["duplicates"] != READINGS or receipt["refused"]:
                self.wrong.append(f"{self.name_of}: {receipt}")
            self.acknowledged += READINGS

    def post(self, body: bytes):
        request = urllib.request.Request(f"{self.district.address}/api/v1/readings", method="POST", data=body,
                                         headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError, ValueError):
            return None  # killed, before or after it was stored

    def check(self):
        """All that was acknowledged and at most the one message that was not."""
        rows = self.district.ask("series", device=self.name_of, channel="temperature", by="raw",
                                 **{"from": START.isoformat(), "to": (START + datetime.timedelta(days=300)).isoformat()})["values"]
        found = [(row["time"], row["value"]) for row in rows]
        if found != [(when(i), value_of(i)) for i in range(len(found))] or not 0 <= len(found) - self.acknowledged <= READINGS:
            self.wrong.append(f"{self.name_of}: {len(found)} readings where {self.acknowledged} were acknowledged")


def value_of(second: int) -> float:
    return second % 1000 / 10 - 30


def live(options, folder: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    district = Live(options.program, options.district, folder)
    wrong = []
    try:
        senders = [Sender(district, f"sender{i}") for i in range(SENDERS)]
        district.start_server()
        field = district.devices(START, 1440 * 30, "field.csv", 1, "--seed", str(options.seed))
        for sender in senders:
            sender.start()
        for _ in range(options.kills):
            time.sleep(chance.uniform(0.05, 0.4))
            district.kill_server()
            district.start_server()
        time.sleep(1)
        for sender in senders:
            sender.over.set()
        for sender in senders:
            sender.join()
        if field.poll() is not None:
            wrong.append("the field has ended: " + (folder / "virtual.log").read_text())
        field.terminate()
        field.wait(timeout=60)
        for sender in senders:
            sender.check()
            wrong += sender.wrong
        district.stop()
        check = subprocess.run([options.program, "--lang", "en", "store", "check", str(folder / "store")], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if check.returncode != 0:
            wrong.append(check.stdout)
        print(f"{options.kills} kills, {sum(sender.acknowledged for sender in senders)} readings acknowledged by HTTP, "
              f"{sum(sender.again for sender in senders)} messages sent again; {check.stdout.strip()}")
        print("\n".join(wrong[:20]))
        return 1 if wrong or not all(sender.acknowledged for sender in senders) else 0
    finally:
        district.stop()


sys.exit(run(live, kills=100, seed=1))
