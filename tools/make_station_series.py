#!/usr/bin/env python3
"""Writes the series of examples/network/6-station-district.yaml and 7-low-carbon-homes.yaml.

    tools/make_station_series.py          writes the two tables beside them

Sun and temperature are those of data/climate/region_6_okayama.csv; weekdays and holidays those of 2023. The demands are
made up: a floor area times a load, shaped by the hour, the kind of day and the temperature. Every figure that shapes
them stands in this file, none comes from a measurement. A row is the mean of two hours, of
the homes alone that of four.
"""

import csv
import datetime
import math
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
YEAR = 2023
OFFICE_M2, SHOP_M2, HOTEL_M2 = 42_000, 18_000, 9_000
HOUSEHOLDS = 850

# Share of the largest load by hour of the day, from 0:00 on.
OFFICE_DAY = [18, 17, 17, 17, 17, 18, 22, 35, 65, 92, 98, 100, 92, 98, 100, 100, 98, 94, 80, 62, 45, 33, 25, 20]
OFFICE_OFF = [17, 16, 16, 16, 16, 16, 17, 18, 20, 22, 23, 24, 24, 24, 24, 23, 23, 22, 21, 20, 19, 18, 18, 17]
SHOP = [20, 18, 18, 18, 18, 19, 24, 32, 48, 75, 95, 100, 100, 99, 98, 98, 99, 100, 100, 96, 84, 55, 32, 24]
HOTEL = [55, 48, 45, 44, 46, 54, 72, 88, 86, 78, 72, 70, 70, 70, 70, 72, 76, 84, 92, 98, 100, 96, 84, 68]
HOME = [42, 34, 30, 28, 29, 36, 58, 74, 66, 54, 48, 48, 50, 47, 45, 48, 58, 76, 94, 100, 98, 92, 78, 58]
HOT_WATER = [14, 8, 5, 4, 5, 12, 30, 38, 28, 20, 16, 15, 17, 15, 14, 16, 28, 52, 82, 100, 98, 82, 56, 30]


# Name and decimals of each column.
COLUMNS = (
    ("station_electricity_kw", 0),
    ("station_cooling_kw", 0),
    ("station_heat_kw", 0),
    ("homes_electricity_kw", 0),
    ("homes_heat_kw", 0),
    ("pv_kw_per_kw", 3),
    ("temperature_c", 1),
    ("price_yen_per_kwh", 2),
)


def write(name, rows, hours, columns):
    """Means of so many hours of some of the columns."""
    lines = [
        "# source: synthetic, by tools/make_station_series.py; sun and temperature of data/climate/region_6_okayama.csv",
        "# licence: Apache-2.0, as gaiku; the climate MIT, copyright 2021 BRI-EES-House (data/LICENCES.md)",
        "step," + ",".join(COLUMNS[c][0] for c in columns),
    ]
    for step in range(len(rows) // hours):
        part = rows[hours * step : hours * (step + 1)]
        means = [(sum(row[c] for row in part) / hours, COLUMNS[c][1]) for c in columns]
        lines.append(f"{step}," + ",".join(f"{mean:.{decimals}f}" for mean, decimals in means))
    (ROOT / "examples/network" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def climate():
    """Hour by hour: temperature and global horizontal irradiance, W/m2; the hour that ends at the instant given."""
    path = ROOT / "data/climate/region_6_okayama.csv"
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    for row in rows:
        altitude = max(0.0, math.sin(math.radians(float(row["sun_altitude (deg)"]))))
        sun = float(row["direct_normal (W/m2)"]) * altitude + float(row["sky_diffuse (W/m2)"])
        yield float(row["temperature (degC)"]), sun


def holidays():
    with open(ROOT / "cases/holidays/expected.csv", encoding="utf-8") as file:
        return {row["date"] for row in csv.DictReader(file)}


def is_off(day, dates):
    new_year = (day.month, day.day) in {(1, 2), (1, 3), (12, 30), (12, 31)}
    return day.weekday() >= 5 or day.isoformat() in dates or new_year


def main():
    dates = holidays()
    rows = []
    first = datetime.date(YEAR, 1, 1)
    damped = 5.0  # outdoor temperature as the buildings feel it, degC
    for hour, (temperature, sun) in enumerate(climate()):
        day, h = first + datetime.timedelta(hour // 24), hour % 24
        off = is_off(day, dates)
        damped += (temperature - damped) / 12
        office = (OFFICE_OFF if off else OFFICE_DAY)[h] / 100
        shop, hotel, home = SHOP[h] / 100 * (1.1 if off else 1.0), HOTEL[h] / 100, HOME[h] / 100 * (1.1 if off else 1.0)
        felt = 0.5 * (temperature + damped)
        warm, cold = max(0.0, felt - 17) / 13, max(0.0, 16 - felt) / 14
        # W/m2 at the largest load, of lighting and equipment, cooling and heating.
        power = OFFICE_M2 * 0.032 * office + SHOP_M2 * 0.045 * shop + HOTEL_M2 * 0.020 * hotel
        inside = OFFICE_M2 * 0.006 * office + SHOP_M2 * 0.012 * shop  # cooling that lamps and computers need all year
        cooling = inside + warm * (OFFICE_M2 * 0.055 * office + SHOP_M2 * 0.075 * shop + HOTEL_M2 * 0.040 * hotel)
        heat = cold * (OFFICE_M2 * 0.034 * office + SHOP_M2 * 0.026 * shop + HOTEL_M2 * 0.038 * hotel)
        heat += HOTEL_M2 * 0.030 * HOT_WATER[h] / 100
        homes_power = HOUSEHOLDS * home * (0.62 + 0.22 * warm + 0.10 * cold)
        homes_heat = HOUSEHOLDS * (0.95 * HOT_WATER[h] / 100 * (1.25 - felt / 60) + 0.55 * cold * home)
        pv = min(0.9, sun / 1000 * 0.85)  # kW a kW on the roofs, all losses in 0.85
        price = 27.5 if not off and 10 <= h < 17 and 7 <= day.month <= 9 else 23.5 if not off and 8 <= h < 22 else 17.0
        rows.append((power, cooling, heat, homes_power, homes_heat, pv, temperature, price))
    write("6-station-district.csv", rows, 2, range(len(COLUMNS)))
    write("7-low-carbon-homes.csv", rows, 4, range(3, len(COLUMNS)))


main()
