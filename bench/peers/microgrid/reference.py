#!/usr/bin/env python3
"""The four microgrid cases of document 002, computed apart from gaiku, in plain Python.

    bench/peers/microgrid/reference.py             every printed quantity of cases 1 and 2 beside the print, cases 3 and 4
    bench/peers/microgrid/reference.py --summary   only the largest differences; exit 1 where one is out of tolerance
    bench/peers/microgrid/reference.py --time      how many sizings a second it makes, as JSON

Constants are the document's and stand here; of the repository it reads the two inferred day curves of data/ and the
printed results of cases/. Tolerances and their reasons: cases/microgrid/README.md.
"""

import csv
import json
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

HOUSEHOLDS = 1000
HOUSEHOLD_KWH_PER_YEAR = 4618
SHOPPING_CENTRE_KWH_PER_DAY = 7048
EXISTING_PV_KWH_PER_DAY = 15.0
EXISTING_PV_KW = 4.6
CAPACITY_FACTOR = {"rooftop": 0.136, "mega": 0.142, "biomass": 0.312, "hydro": 0.525}
WATER_HEATER_KWH, HOME_BATTERY_KWH, ELECTRIC_VEHICLE_KWH = 2.0, 7.1, 15
CHARGE_RATE = 8  # kW of lithium-ion battery to each kWh
YEARS, FIT_YEARS = 25, 20
SUBSIDY = 2 / 3


@dataclass(frozen=True)
class Case:
    folder: str
    urban: bool  # with the shopping centre
    pv: str
    existing: dict  # households that have PV, by era
    vehicles: int  # in the future era
    main_source: str = ""
    main_kw: float = 0


CASES = {
    1: Case("1-suburb-rooftop-pv", True, "rooftop", {"now": 65, "future": 146}, 106),
    2: Case("2-rural-mega-solar", False, "mega", {"now": 93, "future": 209}, 132),
    3: Case("3-suburb-biomass", True, "rooftop", {"now": 65, "future": 146}, 106, "biomass", 1000),
    4: Case("4-rural-small-hydro", False, "mega", {"now": 93, "future": 209}, 132, "hydro", 200),
}


@dataclass(frozen=True)
class Figures:
    """Money in 10^4 yen per kW (kWh for the battery), the system in 10^8 yen, energy in yen per kWh."""

    name: str
    capital: dict
    upkeep: dict
    battery: float
    system: float
    margin_urban: float
    margin_rural: float
    system_upkeep: float = 0.10
    own_generation: float = 7.2
    tolerance_oku: float = 0.1


ROUNDED = Figures(
    "rounded",
    {"rooftop": 29.8, "mega": 25.3, "biomass": 100.8, "hydro": 166},
    {"rooftop": 0.35, "mega": 0.545, "biomass": 6.0, "hydro": 6.8},
    battery=18.8, system=1.0, margin_urban=5.188, margin_rural=5.2158,
)
UNROUNDED = Figures(
    "unrounded",
    {"rooftop": 29.82, "mega": 25.305, "biomass": 100.95, "hydro": 167.2},
    {"rooftop": 0.35, "mega": 0.546, "biomass": 5.99, "hydro": 6.7905},
    battery=18.805, system=0.987, margin_urban=5.188, margin_rural=5.2158, tolerance_oku=0.052,
)
FIT_YEN = {"rooftop": 12.1, "mega": 13.2, "biomass": 18.7, "hydro": 37.4}
UPKEEP_TOLERANCE_OKU = 0.0052
# Worked examples of the document where the charge rate decides.
SMALLEST_BATTERY_KWH = {(3, "future", 50): 220, (3, "future", 30): 210, (4, "future", 50): 170, (4, "future", 30): 150}


def curves():
    with open(ROOT / "data" / "day_profiles.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {name: [float(row[f"{name} (-)"]) for row in rows] for name in ("household", "shopping_centre", "pv")}


CURVES = curves()


def storage_need(supply, demand):
    """Height of the cumulated surplus over the day, which closes on itself because both sums are equal."""
    level, lowest, highest = 0.0, 0.0, 0.0
    for produced, used in zip(supply, demand):
        level += produced - used
        lowest, highest = min(lowest, level), max(highest, level)
    assert abs(level) < 1e-6, "supply and demand of the day differ"
    return highest - lowest


def size(case, era, rate):
    households = HOUSEHOLDS * HOUSEHOLD_KWH_PER_YEAR / 365
    centre = SHOPPING_CENTRE_KWH_PER_DAY if case.urban else 0
    daily = households + centre
    existing = case.existing[era] * EXISTING_PV_KWH_PER_DAY
    main = case.main_kw * 24 * CAPACITY_FACTOR.get(case.main_source, 0)
    new_pv = max(0.0, rate * daily - existing - main)
    if new_pv == 0:
        rate = (existing + main) / daily
    new_kw = new_pv / (24 * CAPACITY_FACTOR[case.pv])
    supply = [main / 24 + (existing + new_pv) * share for share in CURVES["pv"]]
    demand = [
        rate * (households * home + centre * shop)
        for home, shop in zip(CURVES["household"], CURVES["shopping_centre"])
    ]
    need = storage_need(supply, demand)
    future = era == "future"
    water_heaters = (237 if future else 119) * WATER_HEATER_KWH
    home_batteries = 35 * HOME_BATTERY_KWH if future else 0
    vehicles = case.vehicles * ELECTRIC_VEHICLE_KWH if future else 0
    raw = need - water_heaters - home_batteries - vehicles
    existing_kw = case.existing[era] * EXISTING_PV_KW
    install = raw
    if raw < 0:
        install = math.ceil((existing_kw + new_kw + case.main_kw) / CHARGE_RATE / 10) * 10
    return {
        "rate": rate,
        "daily": daily,
        "emergency_demand_kwh": rate * daily,
        "existing_pv_kwh": existing,
        "existing_pv_kw": existing_kw,
        "main_source_kwh": main,
        "main_source_kw": case.main_kw,
        "new_pv_kwh": new_pv,
        "new_pv_kw": new_kw,
        "battery_need_kwh": need,
        "ecocute_kwh": water_heaters,
        "home_battery_kwh": home_batteries,
        "ev_kwh": vehicles,
        "battery_install_kwh": install,
        "battery_raw_kwh_if_negative": raw if raw < 0 else None,
    }


def money(case, sizes, figures):
    """Everything in 10^8 yen."""
    to_oku = 1e-4  # from 10^4 yen
    pv = sizes["new_pv_kw"] * figures.capital[case.pv] * to_oku
    main = case.main_kw * figures.capital.get(case.main_source, 0) * to_oku
    battery = sizes["battery_install_kwh"] * figures.battery * to_oku
    pv_upkeep = sizes["new_pv_kw"] * figures.upkeep[case.pv] * to_oku
    main_upkeep = case.main_kw * figures.upkeep.get(case.main_source, 0) * to_oku
    capital = pv + main + battery + figures.system
    upkeep = pv_upkeep + main_upkeep + figures.system_upkeep
    generated = {case.pv: 365 * sizes["new_pv_kwh"], case.main_source: 365 * sizes["main_source_kwh"]}
    margin = figures.margin_urban if case.urban else figures.margin_rural
    own = sum(generated.values())
    net = (365 * sizes["daily"] * margin + own * figures.own_generation) * 1e-8 - upkeep
    fit = sum(kwh * (FIT_YEN[source] - figures.own_generation) for source, kwh in generated.items() if kwh) * 1e-8
    return {
        "pv_capex_oku_yen": pv,
        "pv_om_oku_yen_per_yr": pv_upkeep,
        "main_source_capex_oku_yen": main,
        "main_source_om_oku_yen_per_yr": main_upkeep,
        "battery_capex_oku_yen": battery,
        "system_capex_oku_yen": figures.system,
        "system_om_oku_yen_per_yr": figures.system_upkeep,
        "total_capex_oku_yen": capital,
        "total_om_oku_yen_per_yr": upkeep,
        # The battery is bought a second time within the 25 years.
        "cum_cf_y25_no_subsidy_oku_yen": -(capital + battery) + YEARS * net,
        "cum_cf_y25_subsidy_two_thirds_oku_yen": -(capital + battery) * (1 - SUBSIDY) + YEARS * net,
        "cum_cf_y25_fit_plus_subsidy_oku_yen": -(pv + main)
        - (2 * battery + figures.system) * (1 - SUBSIDY) + YEARS * net + FIT_YEARS * fit,
    }


def tolerance(column, figures):
    """The kind of a column and how far its value may lie from the print."""
    if column in ("battery_need_kwh", "battery_install_kwh", "battery_raw_kwh_if_negative"):
        return "battery", 2.0
    if column.endswith(("_kwh", "_kw")):
        # Half of the last digit and a little: 35 x 7.1 = 248.5 prints as 249.
        return "energy and power", 0.5 + 1e-6
    return ("upkeep", UPKEEP_TOLERANCE_OKU) if "_om_" in column else ("money", figures.tolerance_oku)


def printed(case):
    """(era, rate in %) to {column: print}, the three printed tables of a case together."""
    results = {}
    for name in ("expected_sizing.csv", "expected_cost.csv", "expected_cash_flow.csv"):
        with open(ROOT / "cases" / "microgrid" / case.folder / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                results.setdefault((row["epoch"], int(row["supply_rate_pct"])), {}).update(row)
    return results


def compare(number, figures, details):
    """Print a case beside the document and the largest difference of each kind; the number of cells out of tolerance."""
    case, worst, misses, cells = CASES[number], {}, 0, 0
    for (era, percent), prints in printed(case).items():
        sizes = size(case, era, percent / 100)
        computed = sizes | money(case, sizes, figures)
        if details:
            print(f"\ncase {number}, {era}, {percent} %, {figures.name} unit figures")
        for column, value in computed.items():
            if value is None or not prints.get(column):
                continue
            cells += 1
            difference = value - float(prints[column])
            kind, allowed = tolerance(column, figures)
            out = abs(difference) > allowed
            misses += out
            where = f"{difference:+.4f} of {allowed:g} ({column}, {era}, {percent} %)"
            worst[kind] = max(worst.get(kind, (0.0, "")), (abs(difference), where))
            if details or out:
                print(f"  {column:40} {value:12.4f}  print {prints[column]:>8}  {difference:+9.4f}"
                      f"{'  OUT OF TOLERANCE ' + str(allowed) if out else ''}")
    print(f"case {number}, {figures.name} unit figures: {cells} cells, {misses} out of tolerance; largest difference")
    for kind, (_, where) in worst.items():
        print(f"  {kind:17} {where}")
    return misses


def show(number, figures, details):
    """Cases 3 and 4: results, and where the smallest battery decides, the size the document gives as an example."""
    case, misses = CASES[number], 0
    for era in ("now", "future"):
        for percent in (70, 50, 30):
            sizes = size(case, era, percent / 100)
            example = SMALLEST_BATTERY_KWH.get((number, era, percent))
            if example not in (None, sizes["battery_install_kwh"]):
                misses += 1
                print(f"case {number}, {era}, {percent} %: battery {sizes['battery_install_kwh']} kWh, print {example}")
            if not details:
                continue
            met = f"{percent} % asked, {100 * sizes['rate']:.1f} % met"
            print(f"\ncase {number}, {era}, {met}, {figures.name} unit figures")
            for column, value in (sizes | money(case, sizes, figures)).items():
                if value is not None and column not in ("rate", "daily"):
                    print(f"  {column:40} {value:12.4f}")
    return misses


def show_time():
    """Sizings of case 1 at rates that differ from one to the next, for at least two seconds."""
    count, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < 2:
        for step in range(200):
            size(CASES[1], "now", 0.2 + 0.8 * step / 200)
        count += 200
    print(json.dumps({"size_only": count / elapsed}))


def main():
    if "--time" in sys.argv:
        show_time()
        return
    details = "--summary" not in sys.argv
    misses = sum(compare(number, figures, details) for figures in (UNROUNDED, ROUNDED) for number in (1, 2))
    misses += sum(show(number, UNROUNDED, details) for number in (3, 4))
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
