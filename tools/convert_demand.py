#!/usr/bin/env python3
"""Write the tables of data/ from which demand is made of floor areas, as far as a machine can carry them over.

    tools/convert_demand.py SRC_TABLES SRC_REFERENCE OUT_DATA OUT_CASES

SRC_TABLES holds the machine-readable tables of the planning documents, SRC_REFERENCE the series of the two
building-energy programs. Only names, notes and units are typed here. OUT_CASES gets what document 003 prints of the
demand of its cases, for the test that meets it.
"""

import sys
from pathlib import Path

import convert_reference as common

common.GENERATED_BY = "tools/convert_demand.py"
DOCUMENT_003 = "Sagamihara station district, zero-carbon study (document 003)"
DOCUMENT_003_JA = "相模原駅北口ゼロカーボン街区の検討（資料003）"
HOUSEHOLDS = "pyhees, BRI-EES-House, commit f9ce1ec: households of the Japanese residential energy standard"

USES = {"office": "office", "retail": "retail", "stadium": "stadium", "hall": "hall", "hotel": "hotel",
        "residential": "dwelling"}
# The document's variant and the performance that its table of sources names for it.
LEVELS = {
    ("office", "base"): ("conventional", ""),
    ("office", "medium"): ("medium_zeb", "ZEB"),
    ("office", "small"): ("small_zeb", "ZEB"),
    ("retail", "base"): ("conventional", ""),
    ("retail", "large"): ("large_zeb_ready", "ZEB Ready"),
    ("retail", "medium"): ("medium_zeb", "ZEB"),
    ("retail", "small"): ("small_zeb", "ZEB"),
    ("stadium", "base"): ("conventional", ""),
    ("stadium", "case"): ("nearly_zeb", "Nearly ZEB"),
    ("hall", "base"): ("conventional", ""),
    ("hall", "case"): ("zeb_ready", "ZEB Ready"),
    ("hotel", "base"): ("conventional", ""),
    ("hotel", "case"): ("zeb_ready", "ZEB Ready"),
    ("residential", "base"): ("conventional", ""),
    ("residential", "tower"): ("tower_zehm_ready", "ZEH-M Ready"),
    ("residential", "midrise"): ("midrise_nearly_zehm", "Nearly ZEH-M"),
}
SERVICES = ("electricity", "cooling", "heating", "hot_water", "common_area_electricity")

# Typical loads of the handbooks, from memory: unsourced, electricity in kWh/m2, heat in MJ/m2.
HANDBOOK = {
    "office": (156, 293, 130, None),
    "hotel": (200, 419, 335, 335),
    "hospital": (170, 335, 310, 335),
    "retail": (226, 523, 146, 96),
}


def variant_of(text):
    return text.split("(")[0]


def unit_loads(tables, out):
    annual = {(variant_of(row["use"]), variant_of(row["variant"])): row
              for row in common.read(tables / "003_unit_load_annual_inputs.csv")}
    peak = {(variant_of(row["use"]), variant_of(row["variant"])): row
            for row in common.read(tables / "003_unit_load_peak_inputs.csv")}
    rows = []
    for key, (variant, level) in LEVELS.items():
        of_year, of_peak = annual[key], peak[key]
        rows.append([USES[key[0]], variant, level]
                    + [of_year[f"{service}_mj_per_m2_yr"] for service in SERVICES]
                    + [of_peak[f"{service}_kj_per_m2_h"] for service in SERVICES]
                    + ["S", DOCUMENT_003, DOCUMENT_003_JA])
    for use, (electricity, cooling, heating, hot_water) in HANDBOOK.items():
        rows.append([use, "handbook", "", f"{electricity * 3.6:.10g}", cooling, heating,
                     "" if hot_water is None else hot_water, ""] + [""] * 5
                    + ["U", "typical loads of the cogeneration handbooks, from memory",
                       "コージェネレーションの手引き類の標準的な値（出典未確認）"])
    columns = ["use", "variant", "level"]
    columns += [f"{service} (MJ/m2/year)" for service in SERVICES]
    columns += [f"{service}_peak (kJ/m2/h)" for service in SERVICES]
    common.write(
        out / "unit_loads.csv",
        {
            "title_en": "Unit loads by building use and performance",
            "title_ja": "建物用途・性能別の負荷原単位",
            "source": "see the column source; mark S sourced, U unsourced assumption",
            "licence": common.FACTS,
            "key": "use variant",
            "note_en": "Demand of the building, not of its heat source; whole numbers as printed. Air conditioning of dwellings is in their electricity. An empty cell means that the source has no such load. conventional: literature values before any reduction.",
            "note_ja": "熱源の効率を含まない建物側の負荷（印刷された整数値）。住宅の空調は電力に含まれる。空欄は資料に値がないことを示す。conventional は省エネ措置前の文献値。",
        },
        columns + ["mark", "source", "source_ja"],
        rows,
    )


# Column of presence_profiles: rooms of the standard with their day pattern; of several rooms the mean.
PRESENCE = {
    "office": [("O-1", 1)],
    "retail": [("S-1", 1)],
    "restaurant": [("R-1", 1)],
    "hotel": [("H-1", 1), ("H-6", 1)],
    "hotel_saturday": [("H-1", 2), ("H-6", 2)],
    "hotel_holiday": [("H-1", 3), ("H-6", 3)],
    "hospital": [("D-1", 1), ("D-8", 1)],
    "hospital_saturday": [("D-1", 2), ("D-8", 2)],
    "hospital_holiday": [("D-1", 3)],
    "school": [("E-1", 1)],
    "gym": [("M-1", 1)],
    "theatre": [("M-35", 1)],
}


def presence(reference, out):
    names = {"パターン1": 1, "パターン2": 2, "パターン3": 3}
    rows = {(row["room_id"], names[row["day_pattern"]]): row
            for row in common.read(reference / "webpro_room_schedules.csv") if row["profile"] == "室同時使用率"}
    table = [[hour] + [f"{sum(float(rows[key][f'h{hour:02d}']) for key in rooms) / len(rooms):.6g}"
                       for rooms in PRESENCE.values()] for hour in range(24)]
    common.write(
        out / "presence_profiles.csv",
        {
            "title_en": "Share of the rooms in use by hour",
            "title_ja": "室の同時使用率（時刻別）",
            "source": common.BUILELIB,
            "source_ja": common.BUILELIB_JA,
            "licence": common.BUILELIB_LICENCE,
            "key": "hour",
            "note_en": "Cooling and heating follow it. Hotel: mean of guest room and 24-hour lobby; hospital: mean of ward and consulting room, on holidays the ward; the others one typical room.",
            "note_ja": "冷暖房の時刻別配分に用いる。ホテルは客室と終日利用のロビー、病院は病室と診察室（休日は病室のみ）の平均、他は代表的な1室。",
        },
        ["hour"] + [f"{name}_presence (-)" for name in PRESENCE],
        table,
    )


def households(reference, out):
    appliances = common.read(reference / "household_appliance_kwh_per_h.csv")
    water = common.read(reference / "household_hot_water_40C_L_per_h.csv")
    days = {"weekday": ("平日(大)", "平日(中)", "平日(小)"), "holiday_home": ("休日在宅(大)", "休日在宅(小)"),
            "holiday_out": ("休日外出",)}
    columns, values = [], []
    for persons in (1, 2, 3, 4):
        for day in days:
            columns.append(f"appliances_{persons}_{day} (kW)")
            values.append([row[f"p{persons}_{day}"] for row in appliances])
    for persons in (1, 2, 3, 4):
        for day, schedules in days.items():
            columns.append(f"hot_water_{persons}_{day} (L/h)")
            hours = []
            for hour in range(24):
                taken = [row for row in water if row["persons"] == str(persons) and row["hour"] == str(hour)
                         and row["schedule"] in schedules]
                if len(taken) != len(schedules):
                    raise ValueError(f"hot water of {persons} persons, {day}: {len(taken)} rows")
                total = sum(float(number) for row in taken for name, number in row.items()
                            if name not in ("persons", "schedule", "hour"))
                hours.append(f"{total / len(schedules):.6g}")
            values.append(hours)
    common.write(
        out / "household_profiles.csv",
        {
            "title_en": "Appliances and hot water of one household by hour",
            "title_ja": "1世帯の家電・給湯（時刻別）",
            "source": HOUSEHOLDS,
            "licence": common.PYHEES_LICENCE,
            "key": "hour",
            "note_en": "By number of persons (1 to 4) and day: weekday, holiday at home, holiday out. Hot water at 40 degC, all taps; the mean of the source's schedules of that kind of day.",
            "note_ja": "世帯人数（1～4人）と日種（平日・休日在宅・休日外出）別。給湯は40℃・全水栓の合計で、同じ日種のスケジュールの平均。",
        },
        ["hour"] + columns,
        [[hour] + [column[hour] for column in values] for hour in range(24)],
    )


# Columns of the printed tables, as unit loads.
PRINTED = {
    "office_medium": "office/medium_zeb", "office_small": "office/small_zeb", "retail_large": "retail/large_zeb_ready",
    "retail_medium": "retail/medium_zeb", "retail_small": "retail/small_zeb", "stadium": "stadium/nearly_zeb",
    "hall": "hall/zeb_ready", "hotel": "hotel/zeb_ready", "res_tower": "dwelling/tower_zehm_ready",
    "res_midrise": "dwelling/midrise_nearly_zehm",
}


def printed(tables, out, table):
    """One row a printed number: its case, service, unit, what it is of, the number."""
    rows = []
    for row in common.read(tables / f"003_demand_{table}_expected.csv"):
        for column, number in row.items():
            if column in ("case", "item", "unit") or number == "":
                continue
            rows.append([row["case"], row["item"], row["unit"], PRINTED.get(column, column), number])
    common.write(
        out / f"sagamihara_{table}.csv",
        {"source": DOCUMENT_003, "licence": common.FACTS},
        ["case", "service", "unit", "of", "value"],
        rows,
    )


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    tables, reference, out, cases = map(Path, sys.argv[1:])
    printed(tables, cases, "annual")
    printed(tables, cases, "peak")
    unit_loads(tables, out)
    presence(reference, out)
    households(reference, out)


if __name__ == "__main__":
    main()
