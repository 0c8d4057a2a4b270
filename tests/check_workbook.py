#!/usr/bin/env python3
"""Plans a district and reads the workbook back as a person's spreadsheet program would.

    tests/check_workbook.py PROGRAM FILE [--office]

Checks with openpyxl: sheets, units in the headers, numbers as numbers, and values equal to plan.json. With --office
LibreOffice has to open the workbook and show the same table. The last line counts the checks.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

MICROGRID = {
    "en": ["Summary", "Sizing", "Assets", "Cost", "Cash flow", "Profitability", "Hours", "CO2", "Assumptions"],
    "ja": ["総括", "規模算定", "設備", "費用", "収支", "採算指標", "時刻別", "CO2", "前提条件"],
}
NETWORK = {
    "en": ["Summary", "Demand", "Capacities", "Costs", "Flows", "Monthly", "Mean by hour", "Reasons", "Worth of a kWh", "Next kWh",
           "Findings", "Assumptions"],
    "ja": ["総括", "需要", "設備容量", "費用", "エネルギーの流れ", "月別", "時刻別平均", "容量の理由", "限界価値", "次の1kWhの供給元",
           "指摘", "前提条件"],
}
SURVIVAL = {
    "en": ["Survival", "Load in an outage", "What would help"],
    "ja": ["停電時の継続", "停電時の負荷", "継続時間を延ばすもの"],
}
# Columns of text; every other column holds numbers and its header ends with the unit.
TEXT = {
    "Scenario", "Era", "State", "Asset", "Technology", "Owner", "Item", "Funding", "IRR, remark", "Entry", "Meaning",
    "Unit", "As written", "From", "Mark", "Source", "Where", "Only in", "Name", "Cost basis", "Solver", "Place", "Decided by",
    "Demand", "Drawn as", "Use", "Related to", "Compared with published ranges", "Source of the range", "Limit", "Kind", "To", "Carrier", "Part", "Reason", "Outages that begin", "Outage begins", "Class", "One more", "Next kWh from", "Code", "Finding", "At", "Found", "Expected", "Fix",
}
COUNTED = {"Outages", "Step", "Year", "Hour (begins)", "Month", "Value"}  # the value of an assumption has its unit beside it

checks = 0


def check(good, message):
    global checks
    checks += 1
    if not good:
        sys.exit(f"check_workbook: {message}")


def table(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    return rows[0], rows[1:]


def check_types(book):
    for sheet in book:
        header, rows = table(sheet)
        check(rows, f"{sheet.title} is empty")
        check(sheet.freeze_panes == "B2", f"{sheet.title}: header and first column are not frozen")
        for column, title in enumerate(header):
            values = [row[column] for row in rows if row[column] is not None]
            if title in TEXT:
                check(all(isinstance(value, str) for value in values), f"{sheet.title}, {title}: a number among texts")
                continue
            check(title in COUNTED or re.search(r" \([^()]+\)$", title), f"{sheet.title}, {title}: no unit")
            wrong = [value for value in values if isinstance(value, (str, bool))]
            check(not wrong, f"{sheet.title}, {title}: text among numbers: {wrong[:1]}")


def check_values(book, plan):
    """Every figure of the summary, the sizing and the cash flow is that of plan.json."""
    scenarios = [scenario for scenario in plan["scenarios"] if scenario["state"] == "planned"]
    header, rows = table(book["Summary"])
    check(len(rows) == len(plan["scenarios"]), "Summary: not one row a scenario")
    for scenario, row in zip(plan["scenarios"], rows):
        cells = dict(zip(header, row))
        check(cells["Scenario"] == scenario["id"], f"Summary: {cells['Scenario']} where {scenario['id']} is expected")
        if scenario["state"] != "planned":
            continue
        sizing, cost, flow = scenario["sizing"], scenario["cost"], scenario["cash_flow"]
        for title, value in {
            "Supply rate (%)": 100 * sizing["supply_rate"],
            "New PV (kW)": sizing["new_pv_kw"],
            "Main source (kW)": sizing["main_source_kw"],
            "Battery (kWh)": sizing["fixed_battery_kwh"] + sizing["battery_install_kwh"],
            "Capital (yen)": cost["capital_yen"],
            "Upkeep (yen/year)": cost["upkeep_yen_per_year"],
            "Balance at the end, no subsidy (yen)": flow["no_subsidy"]["cumulative_yen"][-1],
            "Balance at the end, subsidy (yen)": flow["subsidy"]["cumulative_yen"][-1],
            "Balance at the end, FIT and subsidy (yen)": flow["fit_and_subsidy"]["cumulative_yen"][-1],
            "CO2 avoided (t/year)": scenario["environment"]["co2_avoided_t_per_year"],
        }.items():
            same(cells[title], value, f"Summary, {scenario['id']}, {title}")
    _, rows = table(book["Cash flow"])
    years = iter(rows)
    for scenario in scenarios:
        flows = [scenario["cash_flow"][mode] for mode in ("no_subsidy", "subsidy", "fit_and_subsidy")]
        for year in range(len(flows[0]["yearly_yen"])):
            row = next(years)
            check(row[:2] == (scenario["id"], year), f"Cash flow: row {row[:2]} where {scenario['id']}, {year} is expected")
            for index, flow in enumerate(flows):
                same(row[2 + 2 * index], flow["yearly_yen"][year], f"Cash flow, {scenario['id']}, year {year}")
                same(row[3 + 2 * index], flow["cumulative_yen"][year], f"Cash flow, {scenario['id']}, year {year}")
    check(next(years, None) is None, "Cash flow: more rows than years")


def check_network(book, plan):
    """Sizes, costs and energies are those of plan.json, and the months add up to the year."""
    planned = {scenario["id"]: scenario for scenario in plan["scenarios"] if scenario["state"] == "planned"}
    header, rows = table(book["Summary"])
    check(len(rows) == len(plan["scenarios"]), "Summary: not one row a scenario")
    for row in rows:
        cells = dict(zip(header, row))
        if cells["Scenario"] not in planned:
            check(all(cell is None for cell in row[3:]), "Summary: a failed scenario has figures")
            continue
        annual = planned[cells["Scenario"]]["annual"]
        same(cells[f"Cost ({annual['currency']})"], annual["cost"], "Summary, cost")
        same(cells[f"Capital ({annual['currency']})"], annual["capital"], "Summary, capital")
        check((cells["CO2 (t)"] is None) == (annual["co2_t"] is None), "Summary: CO2 that is not known is not empty")
    header, rows = table(book["Costs"])
    for name, scenario in planned.items():
        total = sum(row[3] for row in rows if row[0] == name)
        check(abs(total - scenario["annual"]["cost"]) <= 1e-9 * abs(total), f"Costs of {name} add up to {total}")
    header, rows = table(book["Demand"])
    for name, scenario in planned.items():
        totals = [row for row in rows if row[0] == name and row[3] == "all"]
        check(len(totals) == len(scenario["demand"]), f"Demand of {name}: not one total a demand")
        for row, demand in zip(totals, scenario["demand"]):
            same(row[4], demand["annual_kwh"], f"Demand of {name}, kWh a year")
            same(row[6], demand["peak_kw"], f"Demand of {name}, peak")
    header, rows = table(book["Monthly"])
    for row in rows:
        months = sum(cell for cell in row[5:17] if cell is not None)
        check(abs(months - row[17]) <= 1e-9 * max(1, row[17]), f"Monthly: {row[:5]} does not add up")
    header, rows = table(book["Flows"])
    check(all(row[4] > 0 for row in rows), "Flows: something does not flow")


def same(cell, value, where):
    # A workbook keeps 16 digits, so a value may come back changed in the last one.
    check(abs(cell - value) <= 1e-14 * abs(value), f"{where}: {cell} in the workbook, {value} in plan.json")


def check_office(workbook, folder):
    """LibreOffice opens the workbook and gives its first sheet as CSV."""
    office = shutil.which("soffice")
    if not office:
        print("LibreOffice is not installed: its check is passed over")
        return
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, workbook],  # comma, quote, UTF-8
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=100,
    )
    with open(folder / "plan.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header, data = table(openpyxl.load_workbook(workbook).worksheets[0])
    check(tuple(rows[0]) == header, "LibreOffice shows other headers")
    check(len(rows) == len(data) + 1, "LibreOffice shows another number of rows")


def main():
    program, file = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        for lang in ("en", "ja"):
            out = Path(name) / lang
            subprocess.run([program, "plan", file, "--lang", lang, "--out", out], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            book = openpyxl.load_workbook(out / "plan.xlsx")
            plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
            network = any("annual" in scenario for scenario in plan["scenarios"])
            survivals = [scenario["survival"] for scenario in plan["scenarios"] if "survival" in scenario]
            helped = any(survival["helps"] for survival in survivals)
            more = SURVIVAL[lang][: 3 if helped else 2] if survivals else []
            expected = (NETWORK if network else MICROGRID)[lang] + more
            check(book.sheetnames == expected, f"sheets {book.sheetnames}")
            if lang == "en":
                check_types(book)
                (check_network if network else check_values)(book, plan)
        if "--office" in sys.argv:
            check_office(Path(name) / "ja" / "plan.xlsx", Path(name))
    print(f"{checks} checks passed")


main()
