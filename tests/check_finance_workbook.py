#!/usr/bin/env python3
"""Lets LibreOffice work out the finance sheet of plan.xlsx and compares it with plan.json.

    tests/check_finance_workbook.py PROGRAM

A planner changes a price, a rate or a year in the sheet: what it then shows has to be what gaiku says when the district
file is changed in the same way, to the yen. The last line counts the checks.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]

# What is changed: lines of the district file, and cells by their names (or columns of an asset's or a stream's row).
MICROGRID = {
    "as it is": ("", {}),
    "prices and rate": ("economics: { discount_rate: 2.5 %, value_of_own_generation: 18 yen/kWh, "
                        "margin_on_demand: 25.5 yen/kWh }",
                        {"discount_rate": 0.025, "own_value": 18, "margin_price": 25.5}),
    "longer": ("economics: { period: 30 years }\nfinance: { loan: { years: 40 years } }",
               {"period_years": 30, "loan_years": 40}),
    "shorter": ("economics: { period: 21 years }\nfinance: { loan: { share: 80 %, interest: 1.5 %, years: 20 years, "
                "grace: 0 years, repayment: annual_principal } }",
                {"period_years": 21, "loan_share": 0.8, "loan_interest": 0.015, "loan_years": 20, "loan_grace": 0,
                 "loan_level": 0}),
    "subsidy": ("economics: { subsidy: 40 %, subsidy_covers_replacement: no }\n"
                "finance: { subsidy_compression: no, corporate_tax: { depreciation: straight_line } }",
                {"subsidy_rate": 0.4, "subsidy_again": 0, "compression": 0, "declining": 0}),
    "exact rates": ("finance: { funding: no_subsidy, corporate_tax: { depreciation_rates: exact, loss_share: 100 %, "
                    "loss_years: 3 years } }",
                    {"funding_mode": 0, "statutory": 0, "loss_share": 1, "loss_years": 3}),
    "other profit": ("finance: { residual_value: book_value, corporate_tax: { losses: other_profit, loss_share: null } }",
                     {"loss_at_once": 1, "residual_mode": 2}),
    "real": ("finance: { basis: real, inflation: 2 %, prices_of: first_year }",
             {"real_basis": 1, "inflation_rate": 0.02, "price_year": 1}),
    "taxes and equipment": (
        "assets: { battery: { replaced_in_years: [8, 16] }, biomass: { upkeep: 3 万円/kW/year } }\n"
        "finance: { fixed_asset_tax: { rate: 1.7 %, floor: 10 %, relief_years: 0 years } }",
        {"property_tax_rate": 0.017, "property_tax_floor": 0.1, "relief_years": 0, ("battery", "again"): [8, 16],
         "upkeep_biomass": 30e6}),
    # Rates of return far from the ten per cent that a program begins its search with.
    "small return": ("economics: { margin_on_demand: 12 yen/kWh }", {"margin_price": 12}),
    "loss": ("economics: { margin_on_demand: 2 yen/kWh }", {"margin_price": 2}),
}
# Of a network, what leaves the optimum as it is: the workbook does not plan again.
NETWORK = {
    "as it is": ("", {}),
    "prices": ("finance: { sales: { electricity: { price: 30 yen/kWh }, hot_water: { price: 9 yen/kWh } }, "
               "escalation: { electricity: { rate: 3 % } } }",
               {("users electricity", "times"): 30 / 24, ("users hot_water", "times"): 9 / 12,
                (" electricity", "rise"): 0.03}),
    "rates": ("economics: { discount_rate: 2.2 % }\nfinance: { subsidy: 10 %, inflation: 1.2 %, demand_growth: -1 %, "
              "loan: { interest: 3.1 % } }",
              {"discount_rate": 0.022, "subsidy_rate": 0.1, "inflation_rate": 0.012, "demand_growth": -0.01,
               "loan_interest": 0.031}),
    "longer": ("economics: { period: 34 years }\nfinance: { loan: { years: 12 years } }",
               {"period_years": 34, "loan_years": 12}),
    "shorter": ("economics: { period: 8 years }", {"period_years": 8}),
    "life": ("assets: { engine: { life: 6 years } }", {"life_engine": 6}),
}
# Demand that outgrows what the district generates, or falls below it.
OWN_GENERATION = {
    "as it is": ("", {}),
    "less and less": ("finance: { demand_growth: -40 % }", {"demand_growth": -0.4}),
}
PREMIUM = {
    "as it is": ("", {}),
    "longer": ("economics: { period: 20 years }\nfinance: { inflation: 4 % }", {"period_years": 20, "inflation_rate": 0.04}),
}
# The example for two weeks of hours, as its year takes a while.
TWO_WEEKS = "plan: { hours: 336, front: null, sensitivity: null }"
EXAMPLE = {
    "as it is": (TWO_WEEKS, {}),
    "price, rate and years": (
        TWO_WEEKS + "\nfinance: { sales: { electricity: { price: 35 yen/kWh } }, loan: { years: 10 years }, "
        "corporate_tax: { rate: 25 % } }\neconomics: { period: 31 years }",
        {("users electricity", "times"): 35 / 32, "loan_years": 10, "tax_rate": 0.25, "period_years": 31}),
}
DISTRICTS = {
    "cases/finance/workbook/district.yaml": MICROGRID,
    "cases/finance/network/district.yaml": NETWORK,
    "cases/finance/own_generation/district.yaml": OWN_GENERATION,
    "cases/finance/premium/district.yaml": PREMIUM,
    "examples/network/7-low-carbon-homes.yaml": EXAMPLE,
}
ROWS = ["sales", "generation", "support", "transfer", "purchases", "upkeep", "property_tax", "operating", "capital",
        "subsidy", "replacement", "residual", "corporate_tax", "before_financing", "loan", "interest", "principal",
        "net", "cumulative", "depreciation", "disposal", "taxable", "loss_used", "debt"]
TOLD_CUMULATIVE = 28
STREAM, STREAM_YEN, STREAM_RISE = 5, 7, 8  # columns of the table of streams, from 1 on
REPLACED = 20  # first column of the years of replacement, from 1 on

checks = 0


def check(good, message):
    global checks
    checks += 1
    if not good:
        sys.exit(f"check_finance_workbook: {message}")


def names_of(book, sheet):
    """Cells by the names that are known on a sheet; openpyxl before 3.1 keeps them with the workbook."""
    local = getattr(sheet, "defined_names", None)
    if local is not None:
        entries = {name: entry.attr_text for name, entry in local.items()}
    else:
        at = book.index(sheet)
        entries = {entry.name: entry.attr_text for entry in book.defined_names.definedName
                   if entry.localSheetId in (None, at)}
    return {name: text.rsplit("!", 1)[1].replace("$", "") for name, text in entries.items()}


def finance_sheet(book):
    return next(sheet for sheet in book if sheet.title.startswith("Finance"))


def change_streams(sheet, ending, what, value):
    """Multiplies the money of the streams whose names end so, or sets the rise of their prices."""
    rows = [row for row in range(1, years_top(sheet)) if str(sheet.cell(row, STREAM).value).endswith(ending)
            and isinstance(sheet.cell(row, STREAM_YEN).value, (int, float))]
    check(rows, f"no stream {ending}")
    for row in rows:
        if what == "times":
            sheet.cell(row, STREAM_YEN).value *= value
        else:
            sheet.cell(row, STREAM_RISE).value = value


def changed_workbook(source, cells, to):
    """A copy with other inputs. openpyxl keeps no results of formulas, so everything has to be worked out anew."""
    book = openpyxl.load_workbook(source)
    sheet = finance_sheet(book)
    names = names_of(book, sheet)
    for name, value in cells.items():
        if isinstance(name, tuple) and name[1] in ("times", "rise"):
            change_streams(sheet, name[0], name[1], value)
        elif isinstance(name, tuple):
            row = sheet[names[f"capital_{name[0]}"]].row
            for index, year in enumerate(value):
                sheet.cell(row, REPLACED + index, year)
        else:
            sheet[names[name]] = value
    book.save(to)
    return names


def plan(program, folder, district, lines):
    folder.mkdir(parents=True)
    file = folder / "district.yaml"
    file.write_text(f"include: {ROOT / district}\n{lines}\n", encoding="utf-8")
    subprocess.run([program, "plan", file, "--lang", "en", "--out", folder], check=True, stdout=subprocess.DEVNULL)
    return json.loads((folder / "plan.json").read_text(encoding="utf-8"))["scenarios"][0]["finance"]


def years_top(sheet):
    """Row of the header of the years."""
    return next(row for row in range(1, sheet.max_row + 1)
                if sheet.cell(row, 1).value == "Year" and sheet.cell(row, 2).value == "sales to users (yen)")


def years(sheet):
    """Every year's cells by column."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=years_top(sheet) + 1, max_row=sheet.max_row)]


def compare(name, file, names, finance):
    sheet = finance_sheet(openpyxl.load_workbook(file, data_only=True))
    rows = years(sheet)
    period = finance["period_years"]
    inflation = finance["inflation"] if finance["basis"] == "real" else 0
    for year, yen in enumerate(finance["operator"]["cumulative_yen"]):
        check(abs(rows[year][TOLD_CUMULATIVE] - yen) < 0.5, f"{name}, balance of year {year}")
    for column, row in enumerate(ROWS, start=1):
        if row == "cumulative" and inflation:
            continue  # of the money of each year, which gaiku does not tell
        if row in ("taxable", "loss_used") and "taxable_yen" not in finance["operator"]:
            continue  # the sheet counts it also where nothing is taxed
        if row in ("depreciation", "disposal") and row + "_yen" not in finance["operator"]:
            continue  # likewise where neither tax nor residual value rest on it
        told = finance["operator"].get(row + "_yen", [0] * (period + 1))
        for year, yen in enumerate(told):
            cell = rows[year][column]
            nominal = yen * (1 + inflation) ** year
            check(isinstance(cell, (int, float)), f"{name}, {row}, year {year}: {cell!r}")
            check(abs(cell - nominal) < 0.5, f"{name}, {row}, year {year}: {cell} in the sheet, {nominal} by gaiku")
        beyond = [r[column] for r in rows[period + 1:] if row not in ("cumulative", "debt")]
        check(all(abs(value) < 1e-6 for value in beyond), f"{name}, {row}: something after the period")
    figures = {figure["id"]: figure["value"] for figure in finance["figures"]}
    for cell, figure, tolerance in (
        ("npv_owner", "owner_npv", 0.5), ("npv_project", "project_npv", 0.5), ("irr_owner", "owner_irr", 1e-7),
        ("irr_project", "project_irr", 1e-7), ("payback_owner", "owner_payback", 1e-6),
        ("payback_discounted", "owner_discounted_payback", 1e-6), ("balance_at_end", "balance", 0.5),
        ("lcoe", "lcoe", 1e-6),
    ):
        shown, value = sheet[names[cell]].value, figures[figure]
        if value is None:
            check(not isinstance(shown, (int, float)) or cell.startswith("irr"), f"{name}, {cell}: {shown}, none by gaiku")
        else:
            check(isinstance(shown, (int, float)) and abs(shown - value) < tolerance,
                  f"{name}, {cell}: {shown} in the sheet, {value} by gaiku")


def columns_stand_apart(file):
    """Excel takes a file whose ranges of column widths overlap for a broken one; LibreOffice and openpyxl do not."""
    with zipfile.ZipFile(file) as book:
        for part in (name for name in book.namelist() if name.startswith("xl/worksheets/")):
            widths = re.findall(r'<col min="(\d+)" max="(\d+)"', book.read(part).decode())
            check(widths, f"{part}: no widths of columns")
            check(all(int(first[1]) < int(then[0]) for first, then in zip(widths, widths[1:])),
                  f"{part}: widths of columns overlap: {widths}")


def beyond_its_rows(file, names):
    """A period of more years than the sheet has must not give figures that look right."""
    sheet = finance_sheet(openpyxl.load_workbook(file, data_only=True))
    for cell in ("npv_owner", "irr_owner", "balance_at_end", "lcoe"):
        shown = sheet[names[cell]].value
        check(isinstance(shown, str) and "50" in shown, f"a period of 60 years, {cell}: {shown!r}")


def main():
    program = Path(sys.argv[1]).resolve()
    office = shutil.which("soffice")
    if not office:
        sys.exit("LibreOffice is missing: run tools/install test")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        cases, files = [], []
        for district, changes in DISTRICTS.items():
            of_district = folder / district.replace("/", "-")
            planned = of_district / "as it is" / "plan.xlsx"
            for name, (lines, cells) in changes.items():
                finance = plan(program, of_district / name, district, lines)
                files.append(folder / f"{len(files)}.xlsx")
                cases.append((f"{district}, {name}", files[-1].name, changed_workbook(planned, cells, files[-1]), finance))
            # And the file as gaiku wrote it, opened by a person who changes nothing.
            name, _, names, finance = cases[-len(changes)]
            files.append(folder / f"{len(files)}.xlsx")
            shutil.copy(planned, files[-1])
            cases.append((f"{district}, untouched", files[-1].name, names, finance))
        planned = folder / next(iter(DISTRICTS)).replace("/", "-") / "as it is" / "plan.xlsx"
        columns_stand_apart(planned)
        files.append(folder / "beyond.xlsx")
        beyond = changed_workbook(planned, {"period_years": 60}, files[-1])
        subprocess.run([office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "xlsx",
                        "--outdir", folder / "shown", *files],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=380)
        for name, file, names, finance in cases:
            compare(name, folder / "shown" / file, names, finance)
        beyond_its_rows(folder / "shown" / "beyond.xlsx", beyond)
    print(f"{checks} checks passed")


main()
