#!/usr/bin/env python3
"""Write the reference tables of data/ that a machine can carry over from their sources.

    tools/convert_reference.py SRC_TABLES SRC_REFERENCE OUT_DATA

SRC_TABLES holds the machine-readable tables of the planning documents, SRC_REFERENCE the series of the two
building-energy programs; two of its years go into cases/weather beside OUT_DATA. Nothing is typed by hand here except
names, notes and units: every number comes from a source file. Figures that exist only in prose are tables of their own in data/, with a source in every row.
"""

import csv
import re
import sys
from pathlib import Path

GENERATED_BY = "tools/convert_reference.py"
DOCUMENT_002 = "Guide to six microgrid model cases (document 002)"
DOCUMENT_002_JA = "マイクログリッド6モデルの手引き（資料002）"
FACTS = "figures from a published document; facts, no rights claimed"
PYHEES = "pyhees, BRI-EES-House, commit f9ce1ec: weather of the Japanese residential energy standard"
PYHEES_LICENCE = "MIT, copyright 2021 BRI-EES-House (text in data/LICENCES.md)"
BUILELIB = "builelib, Masato Miyata, commit 545e30e: room schedules of the Japanese non-residential energy standard"
BUILELIB_JA = "builelib（宮田征門、commit 545e30e）：非住宅建築物の省エネ基準の室使用条件"
BUILELIB_LICENCE = "MIT, copyright 2020 Masato Miyata (text in data/LICENCES.md)"
BUILELIB_MACHINES = "builelib, Masato Miyata, commit 545e30e: heat sources of the Japanese non-residential energy standard"
BUILELIB_MACHINES_JA = "builelib（宮田征門、commit 545e30e）：非住宅省エネ基準の熱源特性"

CITIES = {
    1: ("Kitami", "北見", "43.82", "143.91"),
    2: ("Iwamizawa", "岩見沢", "43.21", "141.79"),
    3: ("Morioka", "盛岡", "39.70", "141.17"),
    4: ("Nagano", "長野", "36.66", "138.19"),
    5: ("Utsunomiya", "宇都宮", "36.55", "139.87"),
    6: ("Okayama", "岡山", "34.66", "133.92"),
    7: ("Miyazaki", "宮崎", "31.94", "131.41"),
    8: ("Naha", "那覇", "26.21", "127.69"),
}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, header, columns, rows):
    """One table of data/: header lines, one row of column names, the rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(f"# generated_by: {GENERATED_BY}\n")
        for name, value in header.items():
            file.write(f"# {name}: {value}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def shares(values):
    """Shares of the day whose sum is 1 to the last digits: printed curves are rounded and miss it by some 1e-5."""
    numbers = [float(value) for value in values]
    total = sum(numbers)
    if abs(total) < 1e-12:
        raise ValueError("a day profile without any use")
    return [number / total for number in numbers]


def capacity_factors(tables, out):
    site = read(tables / "002_site_inputs.csv")
    columns = {
        "rooftop_pv": "cf_rooftop_pct",
        "mega_solar": "cf_mega_pct",
        "general_waste_biomass": "cf_biomass_pct",
        "small_hydro": "cf_hydro_pct",
    }
    rows = []
    for row_id, column in columns.items():
        printed = {row[column] for row in site if row[column]}
        if len(printed) != 1:
            raise ValueError(f"{column}: one capacity factor expected, found {sorted(printed)}")
        rows.append([row_id, printed.pop()])
    write(
        out / "capacity_factors.csv",
        {
            "title_en": "Capacity factors of generators",
            "title_ja": "発電設備の設備利用率",
            "source": DOCUMENT_002,
            "source_ja": DOCUMENT_002_JA,
            "licence": FACTS,
            "key": "id",
            "note_en": "Energy of a year or an average day over nameplate power times the hours.",
            "note_ja": "年間（または平均日）の発電量 ÷（定格出力 × 時間）。",
        },
        ["id", "capacity_factor (%)"],
        rows,
    )


def demand_side_equipment(tables, out):
    names = {"ecocute": "water_heater", "home_battery": "home_battery", "ev": "electric_vehicle"}
    energy = {}
    for row in read(tables / "002_der_inputs.csv"):
        if energy.setdefault(names[row["resource"]], row["kwh_per_unit"]) != row["kwh_per_unit"]:
            raise ValueError(f"{row['resource']}: energy of a unit differs between cases")
    write(
        out / "demand_side_equipment.csv",
        {
            "title_en": "Demand-side equipment that counts against the battery to install",
            "title_ja": "蓄電池必要量から差し引く需要側機器",
            "source": DOCUMENT_002,
            "source_ja": DOCUMENT_002_JA,
            "licence": FACTS,
            "key": "id",
            "note_en": "Energy one unit can shift or store in a day.",
            "note_ja": "1 台が 1 日に移動または貯蔵できる電力量。",
        },
        ["id", "energy (kWh)"],
        [[row_id, energy[row_id]] for row_id in names.values()],
    )


def day_profiles(tables, out):
    curves = read(tables / "002_curves_INFERRED.csv")
    household = shares(row["household_share_of_day"] for row in curves)
    shopping_centre = shares(row["shopping_centre_kw"] for row in curves)
    pv = shares(row["pv_share_of_day"] for row in curves)
    flat = shares([1] * 24)
    write(
        out / "day_profiles.csv",
        {
            "title_en": "Day profiles of the microgrid model cases",
            "title_ja": "マイクログリッドモデルの日負荷・日発電カーブ",
            "source": DOCUMENT_002 + ", inferred from its printed battery needs; flat: by definition",
            "source_ja": DOCUMENT_002_JA + "の印刷された蓄電池必要量から推定。flat は定義による",
            "licence": FACTS,
            "key": "hour",
            "note_en": "Share of the day by hour, normalised so that each column sums to 1. Household and pv are "
            "inferred curves; of the shopping centre only its sum with the households is constrained by the print, "
            "its night hump is an artefact.",
            "note_ja": "1 日に対する時間別の割合（各列の合計は 1 に正規化）。住宅・太陽光は印刷された蓄電池必要量からの推定。"
            "ショッピングセンターは住宅との合計だけが根拠を持ち、夜間の山は推定上の見かけ。",
        },
        ["hour", "household (-)", "shopping_centre (-)", "pv (-)", "flat (-)"],
        [[h, repr(household[h]), repr(shopping_centre[h]), repr(pv[h]), repr(flat[h])] for h in range(24)],
    )


def webpro(reference, out):
    source = read(reference / "webpro_elec_shape_by_use.csv")
    profiles, uses = {}, []
    for row in source:
        pattern = row["pattern"].removeprefix("パターン")
        name = row["use"] if pattern == "1" else f"{row['use']}_pattern_{pattern}"
        profiles[name] = shares(row[f"share_h{h:02d}_pct"] for h in range(24))
        uses.append(
            [row["use"], pattern, name, row["room"], row["calendar"],
             row["light_plus_equipment_w_m2_peak"], row["full_load_hours_per_day"]]
        )
    header = {
        "title_en": "Day profiles of light and equipment by building use",
        "title_ja": "建物用途別の照明・機器の日負荷カーブ",
        "source": BUILELIB,
        "source_ja": BUILELIB_JA,
        "licence": BUILELIB_LICENCE,
        "key": "hour",
        "note_en": "Share of the day by hour; the source's percentages have two digits, each column is normalised to "
        "sum to 1. A column without a suffix is the day pattern 1 (working day), _pattern_2 and _pattern_3 are the "
        "other days of the use's calendar. The retail shape has no base load.",
        "note_ja": "1 日に対する時間別の割合（各列の合計は 1 に正規化）。接尾辞なしはパターン1（稼働日）。"
        "物販の形にはベース負荷が含まれない。",
    }
    write(
        out / "day_profiles_webpro.csv",
        header,
        ["hour"] + [f"{name} (-)" for name in profiles],
        [[h] + [repr(profile[h]) for profile in profiles.values()] for h in range(24)],
    )
    header = header | {
        "title_en": "Light and equipment of a typical room by building use",
        "title_ja": "建物用途別の代表室の照明・機器",
        "key": "use pattern",
        "note_en": "Peak of light plus equipment, the hours at that peak that make the day's energy, the column of "
        "day_profiles_webpro that holds the shape, and the letter of the yearly calendar.",
        "note_ja": "照明＋機器の最大値、1 日の全負荷相当時間、形状の列名、年間カレンダーの記号。",
    }
    write(
        out / "room_light_and_equipment.csv",
        header,
        ["use", "pattern", "profile", "room_ja", "calendar", "peak (W/m2)", "full_load_time (h)"],
        uses,
    )


def climate(reference, out):
    for region, (city_en, city_ja, latitude, longitude) in CITIES.items():
        name = f"region_{region}_{city_en.lower()}.csv"
        rows = read(reference / "climate" / name)
        write(
            out / "climate" / name,
            {
                "title_en": f"Hourly weather of energy-saving region {region} ({city_en})",
                "title_ja": f"省エネ地域区分 {region} 地域の時別気象（{city_ja}）",
                "source": PYHEES,
                "licence": PYHEES_LICENCE,
                "key": "month day hour",
                "region": region,
                "city_en": city_en,
                "city_ja": city_ja,
                "latitude": latitude,
                "longitude": longitude,
                "note_en": "Hour h is the instant h:00 of Japan's clock (UTC+9, 135 E), 1 to 24; 24 is midnight at the "
                "day's end. The sun's altitude fits that instant, not the middle of an hour. Humidity is kg of water "
                "per kg of dry air; sky_diffuse falls on a horizontal plane. deg: degrees of arc. No leap day, no wind.",
                "note_ja": "時刻 h は日本標準時 h 時ちょうど（1～24、24 は当日の終わりの真夜中）。太陽高度はその瞬間の値。"
                "湿度は絶対湿度 kg/kg(DA)。deg は角度の度。うるう日・風速はない。",
            },
            ["month", "day", "hour", "temperature (degC)", "humidity (-)", "direct_normal (W/m2)",
             "sky_diffuse (W/m2)", "sun_altitude (deg)"],
            [
                [row["month"], row["day"], row["hour"], row["temperature_degC"], row["humidity_kg_per_kg"],
                 row["direct_normal_W_per_m2"], row["sky_diffuse_W_per_m2"], row["sun_altitude_deg"]]
                for row in rows
            ],
        )


def machine_name(row):
    """TurboChiller_INV, cooling: turbo_chiller_inv_cooling."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", row["id"]).lower() + "_" + row["mode"]


def span(low, high, whole):
    """What a row's name says of the span that it holds for: _below_24, _24_to_32, _from_32; nothing for all of it."""
    word = [f"{float(limit):g}".replace("-", "minus_").replace(".", "p") for limit in (low, high)]
    if (float(low), float(high)) == whole:
        return ""
    if float(low) == whole[0]:
        return f"_below_{word[1]}"
    return f"_from_{word[0]}" if float(high) == whole[1] else f"_{word[0]}_to_{word[1]}"


def rows_by_machine(rows):
    """The rows of each machine, mode and quantity."""
    groups = {}
    for row in rows:
        groups.setdefault((row["id"], row["mode"], row["curve"]), []).append(row)
    return groups.values()


def machine_curves(reference, out):
    source = read(reference / "webpro_heat_source_curves.csv")
    header = {"source": BUILELIB_MACHINES, "source_ja": BUILELIB_MACHINES_JA, "licence": BUILELIB_LICENCE, "key": "id"}
    part_load = []
    for group in rows_by_machine(row for row in source if row["curve"] == "部分負荷特性"):
        limits = [float(row[key]) for row in group for key in ("cw_min", "cw_max") if row[key]]
        for row in group:
            name = machine_name(row)
            if limits:
                name += span(row["cw_min"], row["cw_max"], (min(limits), max(limits)))
            part_load.append(
                [name, row["name_ja"], row["cw_min"], row["cw_max"], max(float(row["x_min"]), 0), row["x_max"]]
                + [row[f"a{power}"] for power in (4, 3, 2, 1, 0)]
            )
    write(
        out / "part_load_curves.csv",
        {
            "title_en": "Input of heat sources at part load",
            "title_ja": "熱源機器の部分負荷特性",
            **header,
            "note_en": "Input over that of full load = a4 x^4 + a3 x^3 + a2 x^2 + a1 x + a0, x the output over the "
            "capacity, for loads from load_from to load_to. Some machines have one row for each span of cooling-water "
            "temperature.",
            "note_ja": "入力比（定格負荷時に対する比）= a4 x^4 + a3 x^3 + a2 x^2 + a1 x + a0。x は負荷率で、load_from から "
            "load_to まで有効。冷却水温度の範囲ごとに行を持つ機種がある。",
        },
        ["id", "name_ja", "cooling_water_from (degC)", "cooling_water_to (degC)", "load_from (-)", "load_to (-)",
         "a4 (-)", "a3 (-)", "a2 (-)", "a1 (-)", "a0 (-)"],
        part_load,
    )
    quantities = {"能力比": "capacity", "入力比": "input"}
    temperature = []
    for group in rows_by_machine(row for row in source if row["curve"] in quantities and row["source_side"] != "不要"):
        limits = [float(row[key]) for row in group for key in ("x_min", "x_max")]
        for row in group:
            name = f"{machine_name(row)}_{quantities[row['curve']]}"
            name += span(row["x_min"], row["x_max"], (min(limits), max(limits)))
            temperature.append(
                [name, row["name_ja"], row["x_min"], row["x_max"]]
                + [row[f"a{power}"] for power in (4, 3, 2, 1, 0)]
                + [row["factor"]]
            )
    write(
        out / "temperature_curves.csv",
        {
            "title_en": "Capacity and input of heat sources by outdoor or cooling-water temperature",
            "title_ja": "熱源機器の能力比・入力比（外気温・冷却水温別）",
            **header,
            "note_en": "Capacity or input of full load over the rated one = a4 T^4 + a3 T^3 + a2 T^2 + a1 T + a0, T in "
            "degC, for temperatures from from to to. The energy standard multiplies it by site_factor.",
            "note_ja": "定格に対する能力比・入力比 = a4 T^4 + a3 T^3 + a2 T^2 + a1 T + a0。T は ℃ で from から to まで有効。"
            "省エネ基準ではさらに site_factor を掛ける。",
        },
        ["id", "name_ja", "from (degC)", "to (degC)", "a4 (-)", "a3 (-)", "a2 (-)", "a1 (-)", "a0 (-)",
         "site_factor (-)"],
        temperature,
    )


# Positions of the two towns (the source has none); its sun's altitudes agree with them to 0.05 degrees in the mean.
SOLAR_YEARS = {
    "438_hamamatsu": ("Hamamatsu", "浜松", "34.71", "137.72"),
    "551_otsu": ("Otsu", "大津", "35.00", "135.87"),
}


def solar_years(reference, cases):
    """Years whose photovoltaic yield is known: what the yield model is held against."""
    for name, (city_en, city_ja, latitude, longitude) in SOLAR_YEARS.items():
        rows = read(reference / "climate" / f"solar_{name}.csv")
        write(
            cases / "weather" / f"solar_{name}.csv",
            {
                "title_en": f"Hourly sun and temperature at {city_en}",
                "title_ja": f"時別の日射と気温（{city_ja}）",
                "source": PYHEES,
                "licence": PYHEES_LICENCE,
                "latitude": latitude,
                "longitude": longitude,
                "note_en": "Row h is the instant h:00 of Japan's clock, 1 to 8,760.",
            },
            ["temperature (degC)", "direct_normal (MJ/m2)", "diffuse (MJ/m2)"],
            [[row["T_degC"], row["I_DN_MJ_per_m2h"], row["I_sky_MJ_per_m2h"]] for row in rows],
        )


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    tables, reference, out = (Path(argument) for argument in sys.argv[1:])
    capacity_factors(tables, out)
    demand_side_equipment(tables, out)
    day_profiles(tables, out)
    webpro(reference, out)
    climate(reference, out)
    machine_curves(reference, out)
    solar_years(reference, out.parent / "cases")


if __name__ == "__main__":
    main()
