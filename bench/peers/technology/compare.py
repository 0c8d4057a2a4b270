"""Solves the weeks of cases/technology with PyPSA and holds the committed figures against the answer.

    compare.py            exit 1 where a figure of cases/technology/*/pypsa.csv is not the answer
    compare.py --write    writes those files
"""
import csv
import importlib.metadata
import logging
import pathlib
import sys
import warnings

import networks

CASES = pathlib.Path(__file__).parents[3] / "cases" / "technology"
# Both solvers stop at 1e-7 to 1e-8 of the cost; sizes may move more where the optimum is flat.
TOLERANCE = {"cost": 1e-6, "size": 1e-3, "flow": 1e-4}


def main():
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    version = {name: importlib.metadata.version(name) for name in ("pypsa", "highspy")}
    origin = f"PyPSA {version['pypsa']} with HiGHS {version['highspy']}: bench/peers/technology/run"
    wrong = 0
    for case, solve in networks.WEEKS.items():
        figures = solve()
        path = CASES / case / "pypsa.csv"
        if "--write" in sys.argv:
            with path.open("w", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(["scenario", "quantity", "value", "tolerance", "origin"])
                for quantity, value in figures.items():
                    size = max(abs(value), 1)
                    out.writerow(["", quantity, f"{value:.6f}", f"{TOLERANCE[quantity.split()[0]] * size:.6f}", origin])
        for row in csv.DictReader(path.open()):
            value = figures[row["quantity"]]
            good = abs(value - float(row["value"])) <= float(row["tolerance"])
            wrong += not good
            print(f"{case:<20} {row['quantity']:<24} {value:16.6f} {row['value']:>16} {'same' if good else 'NOT THE SAME'}")
    sys.exit(1 if wrong else 0)


main()
