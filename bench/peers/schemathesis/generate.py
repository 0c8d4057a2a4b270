"""Requests that schemathesis makes of schema/api.yaml, sent to the server with a broker, a plan and an hour of the virtual district's readings,
as an administrator. Every answer is held against the description: no server's error, no status, type or body that is not described; what
does not fit is refused; without a token nothing is answered. Live events do not end: live_test.cpp and tests/live_clients.py have them.

Usage: generate.py SCHEMATHESIS PROGRAM [--examples N] [--seed N]"""
import argparse
import datetime
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests"))
from live import Live, in_folder  # noqa: E402

DISTRICT = str(ROOT / "tests/live_district.yaml")
LIVE = "/(display/)?live$"
REQUESTS_A_SECOND = 90  # below the server's limit for one token, so that it answers something else than 429


def ask(options, district: Live, folder: pathlib.Path, token: str, *which: str) -> bool:
    run = subprocess.run(
        [options.schemathesis, "--config-file", str(pathlib.Path(__file__).with_name("schemathesis.toml")), "run",
         str(ROOT / "schema/api.yaml"), "--url", district.address, "--exclude-path-regex", LIVE, "--checks", "all",
         # Which names, times and rows there are depends on the district: 400 for what the description allows is right.
         "--exclude-checks", "positive_data_acceptance",
         "--continue-on-failure", "--max-examples", str(options.examples), "--seed", str(options.seed),
         "--rate-limit", f"{REQUESTS_A_SECOND}/s", "--request-timeout", "60", *which, *options.more],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env={**os.environ, "GAIKU_TOKEN": token})
    print(run.stdout)
    made = re.search(r"([\d,]+) generated", run.stdout)
    return run.returncode == 0 and made is not None and int(made.group(1).replace(",", "")) > 0


def check(options, folder: pathlib.Path) -> int:
    subprocess.run([options.program, "plan", DISTRICT, "--out", str(folder / "site/plan")], check=True, stdout=subprocess.DEVNULL)
    served = folder / "district.yaml"  # of its own: it can be written
    served.write_text(pathlib.Path(DISTRICT).read_text().replace("../examples", str(ROOT / "examples")))
    district = Live(options.program, str(served), folder)
    try:
        district.start_server("--site", str(folder / "site"))
        token, other = district.administrator_tokens(2)
        start = datetime.datetime(2026, 3, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
        district.run_devices(start, 60, "counters.csv", 1)
        district.wait_for_half_hours()
        # What is taken away, such as the token itself, comes last.
        good = [ask(options, district, folder, token, "--exclude-method", "DELETE"),
                ask(options, district, folder, other, "--include-method", "DELETE")]
        alive = district.server.poll() is None
        if not alive:
            print(f"the server ended with {district.server.returncode}")
        return 0 if all(good) and alive else 1
    finally:
        district.stop()


parser = argparse.ArgumentParser()
parser.add_argument("schemathesis")
parser.add_argument("program")
parser.add_argument("--examples", type=int, default=50)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("more", nargs="*", help="options of schemathesis, after --")
arguments = parser.parse_args()
sys.exit(in_folder(lambda folder: check(arguments, folder)))
