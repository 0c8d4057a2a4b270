"""A broker, the server and the virtual district's devices, all as a person runs them."""
import argparse
import csv
import datetime
import json
import pathlib
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


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def in_folder(work) -> int:
    """Gives a folder of its own to `work`, and what that returns."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gaiku-live-"))
    try:
        return work(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Live:
    """`folder` holds the broker's files, the store and what the programs print."""

    def __init__(self, program: str, district: str, folder: pathlib.Path, time_zone="Asia/Tokyo"):
        self.program, self.district, self.folder, self.time_zone = program, district, folder, time_zone
        self.port = free_port()
        self.server = None
        self.broker = None
        self.address = ""
        self.start_broker()
        (folder / "store").mkdir()
        self.token = subprocess.run([program, "store", "token", str(folder / "store"), "operator"], check=True, text=True,
                                    stdout=subprocess.PIPE).stdout.strip()

    def credentials(self) -> list:
        return ["--broker", f"127.0.0.1:{self.port}", "--credentials", str(self.folder / "broker/credentials.csv")]

    def start_broker(self):
        self.broker = subprocess.Popen([self.program, "broker", self.district, "--dir", str(self.folder / "broker"),
                                        "--port", str(self.port)],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if not self.broker.stdout.readline():
            sys.exit("the broker does not start")

    def stop_broker(self):
        self.broker.send_signal(signal.SIGTERM)
        self.broker.wait(timeout=30)

    def start_server(self, *more: str, any_time=True, before=()):
        """`more`: options; `any_time`: its time is that of the readings; `before`: a command to run it by."""
        self.server = subprocess.Popen([*before, self.program, "--lang", "en", "serve", self.district, "--data", str(self.folder / "store"),
                                        "--listen", "127.0.0.1:0", "--time-zone", self.time_zone, *self.credentials(),
                                        *(["--any-time"] if any_time else []), *more],
                                       stdout=subprocess.PIPE, stderr=open(self.folder / "server.log", "a"), text=True)
        line = self.server.stdout.readline()
        self.address = re.search(r"http://\S+?(?=,)", line).group()

    def administrator_tokens(self, count: int) -> list:
        """Of programs, with an administrator's rights; by the first run's link, once in a store."""
        link = self.server.stdout.readline().rpartition("/")[2].strip()
        password = {"user": "root", "password": "Kawa no nagare 7 umi"}
        cookie, session = self.send("first-run", {"token": link, **password}, {})
        rights = {"role": "administrator", "expires": (int(time.time()) + 86400) * 1000}
        signed_in = {"Cookie": cookie, "X-CSRF-Token": session["csrf"]}
        return [self.send("tokens", {"name": f"program{i}", **rights}, signed_in)[1]["token"] for i in range(count)]

    def send(self, what: str, body: dict, headers: dict) -> tuple:
        """The cookie that is set, and the answer."""
        request = urllib.request.Request(f"{self.address}/api/v1/{what}", data=json.dumps(body).encode(), method="POST",
                                         headers={"Content-Type": "application/json", **headers})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return (answer.headers["Set-Cookie"] or "").partition(";")[0], json.load(answer)

    def kill_server(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def devices(self, start: datetime.datetime, minutes: int, counters: str, step_min: int, *more: str) -> subprocess.Popen:
        """The devices for so many minutes, in lockstep; their registers go to a file `counters` in the folder."""
        return subprocess.Popen([self.program, "virtual", self.district, *self.credentials(), "--speed", "3600", "--lockstep",
                                 "--from", start.isoformat(), "--for", f"{minutes} min", "--step", f"{step_min} min",
                                 "--counters", str(self.folder / counters), *more],
                                stdout=open(self.folder / "virtual.log", "a"), stderr=subprocess.STDOUT)

    def run_devices(self, *arguments):
        if self.devices(*arguments).wait(timeout=600) != 0:
            sys.exit((self.folder / "virtual.log").read_text())

    def wait_for_half_hours(self):
        """They follow readings within five seconds."""
        time.sleep(7)

    def ask(self, what: str, **query) -> dict:
        request = urllib.request.Request(f"{self.address}/api/v1/{what}?{urllib.parse.urlencode(query)}",
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def registers(self, counters: str) -> dict:
        """Wh by device and channel at the end of a run."""
        registers = {}
        with open(self.folder / counters, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                registers[row["device"], row["channel"]] = int(row["wh"])
        return registers

    def stop(self):
        for process in (self.server, self.broker):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)


def run(test, **numbers) -> int:
    """Runs test(options, folder) with the program, the district and --NAME of each of `numbers`; its exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("district")
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    return in_folder(lambda folder: test(options, folder))
