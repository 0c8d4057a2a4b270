#!/usr/bin/env python3
"""Write what document 002 prints for its microgrid cases 1 and 2 as expected results under cases/.

    tools/convert_cases.py SRC_TABLES OUT

OUT is the repository's cases/. Each case folder gets expected_sizing.csv, expected_cost.csv and expected_cash_flow.csv:
the printed rows with the printed column names and a first column `scenario`, e.g. `now-70` (era and supply rate in %).
cases/microgrid/unit_figures_unrounded.csv gets the one set of unit figures that reproduces every printed value.
cases/microgrid/README.md tells origin and tolerances.
"""

import csv
import json
import sys
from pathlib import Path

FOLDERS = {"1": "1-suburb-rooftop-pv", "2": "2-rural-mega-solar"}
TABLES = {
    "002_sizing_expected.csv": "expected_sizing.csv",
    "002_costs_expected.csv": "expected_cost.csv",
    "002_cashflow25_expected.csv": "expected_cash_flow.csv",
}
FIGURES = {
    "pvR": ("rooftop_pv", "capital", "万円/kW"),
    "pvM": ("mega_solar", "capital", "万円/kW"),
    "bio": ("general_waste_biomass", "capital", "万円/kW"),
    "hyd": ("small_hydro", "capital", "万円/kW"),
    "bat": ("battery", "capital_energy", "万円/kWh"),
    "sys": ("control_system", "capital_fixed", "億円"),
    "omR": ("rooftop_pv", "upkeep", "万円/kW/year"),
    "omM": ("mega_solar", "upkeep", "万円/kW/year"),
    "omB": ("general_waste_biomass", "upkeep", "万円/kW/year"),
    "omH": ("small_hydro", "upkeep", "万円/kW/year"),
    "omS": ("control_system", "upkeep_fixed", "億円/year"),
    "fR": ("rooftop_pv", "fit_price_with_tax", "yen/kWh"),
    "fM": ("mega_solar", "fit_price_with_tax", "yen/kWh"),
    "fB": ("general_waste_biomass", "fit_price_with_tax", "yen/kWh"),
    "fH": ("small_hydro", "fit_price_with_tax", "yen/kWh"),
    "w": ("district", "value_of_own_generation", "yen/kWh"),
    "mA": ("district_urban_cases_1_3", "margin_on_demand", "yen/kWh"),
    "mB": ("district_rural_cases_2_4", "margin_on_demand", "yen/kWh"),
}


def write(path, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def convert(source, target, out):
    with open(source, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    for case, folder in FOLDERS.items():
        write(
            out / "microgrid" / folder / target,
            ["scenario", *reader.fieldnames],
            [
                # "+2.2" as printed is 2.2: many parsers take no plus sign.
                [f"{row['epoch']}-{row['supply_rate_pct']}", *(cell.removeprefix("+") for cell in row.values())]
                for row in rows
                if row["case"] == case
            ],
        )


def unit_figures(source, out):
    point = json.loads(source.read_text(encoding="utf-8"))["point_that_reproduces_all_208"]
    if point.keys() != FIGURES.keys():
        raise ValueError(f"unit figures without a name: {point.keys() ^ FIGURES.keys()}")
    write(
        out / "microgrid" / "unit_figures_unrounded.csv",
        ["id", "figure", "value", "unit"],
        [[row_id, figure, point[name], unit] for name, (row_id, figure, unit) in FIGURES.items()],
    )


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tables, out = Path(sys.argv[1]), Path(sys.argv[2])
    for source, target in TABLES.items():
        convert(tables / source, target, out)
    unit_figures(tables / "002_hidden_parameters_INFERRED.json", out)


if __name__ == "__main__":
    main()
