#!/usr/bin/env python3
"""Many clients of live events: a broker, the server, the virtual district at the speed of the clock, and CLIENTS programs that listen
(a half by WebSocket, the others by server-sent events, a tenth of these as public displays), beside some that ask and never read. Each hears
every picture in time, those that never read are let go, the server's memory stays as it is, and a signal ends it with a goodbye to each.

Usage: live_clients.py PROGRAM DISTRICT [--clients N] [--slow N] [--seconds S] [--core C] [--interval "1 min"]
--bin PROGRAM_OF_CLIENTS
--core: the server's alone, for figures of one core."""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request

from live import Live, in_folder

LET_GO_S = 60  # who takes nothing for 30 s is let go; a ping that waits for an answer may come before
MOST_LATENCY_MS = 1000  # a picture a second: whoever hears later than that is one behind
MOST_GROWTH_MB = 20  # in the second half, which may take in a half-hour that is settled; a picture kept for each client is more


def of_process(pid: int) -> dict:
    """Seconds of processor time and MB of memory of now."""
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    memory = pathlib.Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]
    return {"at": time.monotonic(), "cpu": (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), "mb": int(memory) / 1024}


def metric(district: Live, name: str) -> float:
    request = urllib.request.Request(f"{district.address}/metrics", headers={"Authorization": f"Bearer {district.token}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith(f"gaiku_{name} "):
                return float(line.split()[1])
    sys.exit(f"/metrics: no {name}")


def memory_parts(district: Live) -> str:
    used, free, store = (metric(district, f"{name}_bytes") / 2**20 for name in ("heap_used", "heap_free", "store_memory"))
    return f"{used:5.1f} allocated, of it {store:4.1f} by SQLite; {free:5.1f} free and kept"


def check(options, folder: pathlib.Path) -> int:
    problems = []

    def expect(holds: bool, what: str):
        if not holds:
            problems.append(what)

    district = Live(options.program, options.district, folder)
    virtual = clients = None
    try:
        district.start_server(any_time=False, before=() if options.core is None else ("taskset", "-c", str(options.core)))
        virtual = subprocess.Popen([options.program, "virtual", options.district, *district.credentials(), *options.virtual],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(5)
        pid = district.server.pid
        alone = of_process(pid)
        sockets = options.clients // 2
        displays = (options.clients - sockets) // 10
        streams = options.clients - sockets - displays
        port = district.address.rpartition(":")[2]
        clients = subprocess.Popen([options.bin, port, district.token, str(sockets), str(streams), str(displays), str(options.slow),
                                    str(options.seconds)], stdout=subprocess.PIPE, text=True)
        connected = json.loads(clients.stdout.readline() or sys.exit("the clients do not start"))
        for kind, wanted in (("websocket", sockets), ("events", streams), ("display", displays)):
            expect(connected[kind]["hear"] == wanted, f"{connected[kind]['hear']} of {wanted} by {kind} hear")
        begin = of_process(pid)
        sampled, parts = [], []
        every = max(options.seconds / 6, 1) if options.seconds < 60 else 10
        for i in range(int(options.seconds / every)):
            time.sleep(max(0, begin["at"] + (i + 1) * every - time.monotonic()))
            sampled.append(of_process(pid))
            if options.seconds >= 60:
                parts.append(memory_parts(district))
        heard = json.loads(clients.stdout.readline())
        end = of_process(pid)
        share = (end["cpu"] - begin["cpu"]) / (end["at"] - begin["at"])
        for kind, wanted in (("websocket", sockets), ("events", streams), ("display", displays)):
            of = heard[kind]
            expect(of["open"] == wanted, f"{wanted - of['open']} by {kind} were let go")
            expect(of["fewest"] >= options.seconds * 0.95 - 2, f"{kind}: one heard {of['fewest']} pictures in {options.seconds} s")
            expect(of["p99_ms"] <= MOST_LATENCY_MS, f"{kind}: 99 % hear within {of['p99_ms']} ms")
        grew = [f"{one['mb']:.1f}" for one in sampled]  # in the first half it takes what it needs
        expect(sampled[-1]["mb"] - sampled[len(sampled) // 2 - 1]["mb"] <= MOST_GROWTH_MB, f"memory grew: {', '.join(grew)} MB")
        while metric(district, "live_listeners") > sockets + streams and time.monotonic() < begin["at"] + LET_GO_S:
            time.sleep(1)
        listeners = metric(district, "live_listeners")
        expect(listeners == sockets + streams, f"{listeners:.0f} listen to /live: those who never read are not let go")
        before = time.monotonic()
        district.server.send_signal(signal.SIGTERM)
        code = district.server.wait(timeout=30)
        took = time.monotonic() - before
        expect(code == 0, f"the server ended with {code}")
        expect(took < 5, f"the server took {took:.1f} s to end")
        closed = json.loads(clients.stdout.readline())
        goodbyes = closed["said_goodbye"]
        expect(goodbyes >= options.clients, f"{goodbyes} of {options.clients} were told that the server ends")
        print(f"{options.clients} clients, {options.slow} that never read, {options.seconds} s: processor {share:.1%} of a core; "
              f"memory {alone['mb']:.1f} MB before, {begin['mb']:.1f} with all, then {', '.join(grew)}; "
              f"ended in {took:.2f} s, {goodbyes} told")
        for i, (part, one) in enumerate(zip(parts, sampled)):
            print(f"  {(i + 1) * every:4.0f} s: {one['mb']:5.1f} MB resident, {part}")
        for kind in ("websocket", "events", "display"):
            of = heard[kind]
            print(f"  {kind}: {of['wanted']} clients, {of['messages']} pictures, {of['bytes'] / 1e6:.1f} MB; "
                  f"median {of['median_ms']} ms, 99 % {of['p99_ms']} ms, most {of['most_ms']} ms, fewest {of['fewest']}")
    finally:
        for process in (virtual, clients):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(timeout=30)
        district.stop()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("district")
parser.add_argument("--clients", type=int, default=200)
parser.add_argument("--slow", type=int, default=10)
parser.add_argument("--seconds", type=int, default=20)
parser.add_argument("--core", type=int)
parser.add_argument("--interval", help="of the devices' readings, such as '1 min'; without it each has its own")
parser.add_argument("--bin", required=True)
arguments = parser.parse_args()
arguments.virtual = ["--interval", arguments.interval] if arguments.interval else []
sys.exit(in_folder(lambda folder: check(arguments, folder)))
