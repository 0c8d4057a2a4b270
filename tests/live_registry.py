#!/usr/bin/env python3
"""Devices come while broker and server run: a token for HTTPS, a password at the broker, a place in the district. Nothing is
stopped for it, and who was connected stays so.

Usage: live_registry.py PROGRAM DISTRICT"""
import argparse
import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

from live import Live, in_folder

wrong = 0


def expect(what: str, found, wanted):
    global wrong
    wrong += found != wanted
    print(f"{'ok   ' if found == wanted else 'WRONG'} {what}: {found}" + ("" if found == wanted else f" where {wanted} is expected"))


def run(*words) -> str:
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{words}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def post(district: Live, token: str, kwh: float, when: str) -> int:
    request = urllib.request.Request(f"{district.address}/api/v1/readings", method="POST",
                                     data=json.dumps({"channel": "energy_import", "time": when, "value": kwh}).encode(),
                                     headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def live(program: str, file: str, folder: pathlib.Path):
    # The broker knows the district with a home less than it will have.
    smaller = folder / "smaller.yaml"
    smaller.write_text(f"gaiku: 1\ninclude: {pathlib.Path(file).resolve()}\nbuildings:\n  homes: {{ households: 19 }}\n")
    district = Live(program, str(smaller), folder)
    store = str(folder / "store")
    try:
        district.start_server()
        began = time.monotonic()
        token = run(program, "store", "token", store, "homes.9999")
        expect("a token beside the server, s, less than 5", time.monotonic() - began < 5, True)
        expect("readings with it", [post(district, token, kwh, f"2026-11-28T0{hour}:00:00Z") for hour, kwh in ((0, 5.0), (1, 7.0))],
               [200, 200])
        again = run(program, "store", "token", store, "homes.9999")
        expect("the old token", post(district, token, 9.0, "2026-11-28T02:00:00Z"), 401)
        expect("the new token", post(district, again, 9.0, "2026-11-28T02:00:00Z"), 200)
        district.wait_for_half_hours()
        span = {"measurand": "energy_import", "from": "2026-11-28T00:00:00Z", "to": "2026-11-28T03:00:00Z", "by": "30min"}
        energy = lambda level, name: sum(value["value"] or 0 for value in district.ask("series", level=level, name=name, **span)["values"])
        expect("kWh of its building, by its name alone", energy("building", "homes"), 4.0)
        run(program, "store", "device", store, "homes.9999", "--building", "offices")
        expect("kWh of the building that it was moved to, and of the old one", (energy("building", "offices"), energy("building", "homes")),
               (4.0, 0))
        expect("problems of the store", run(program, "--lang", "en", "store", "check", store).endswith(" 0 problems"), True)

        # A twentieth home: its password, while the server is connected and stays so.
        password = run(program, "credentials", str(folder / "broker"), "homes.0020")
        expect("a password", len(password), 24)
        run_of_20 = subprocess.run([program, "virtual", file, *district.credentials(), "--speed", "3600", "--for", "30 min",
                                    "--seed", "2", "--from", "2026-11-28T09:00+09:00", "--lockstep"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120)
        expect("twenty homes at the broker", run_of_20.returncode, 0)
        expect("the server's connection to the broker", (folder / "server.log").read_text(), "")
        expect("twentieth home is heard",
               {"device": "homes.0020", "channel": "power", "unit": "kW"} in district.ask("channels")["channels"], True)
        bad = subprocess.run([program, "--lang", "en", "credentials", str(folder / "broker"), "a/b"], stderr=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True)
        expect("a name that cannot be one", (bad.returncode, "a/b" in bad.stdout + bad.stderr), (2, True))
        expect("broker and server", (district.broker.poll(), district.server.poll()), (None, None))
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
