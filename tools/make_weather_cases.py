#!/usr/bin/env python3
"""Write cases/weather: one year in every format that gaiku reads.

    tools/make_weather_cases.py [DATA_FOLDER] [OUT_FOLDER]

All files hold the climate year of region 6 (Okayama) in data/climate: temperature and humidity at the instants 1:00 to
24:00 as the table has them, radiation as means of the hours (of the table's instants at their two ends; the sun's
altitude from place and time). Each format rounds in its own way. The files are ours: they follow the formats as
published, and no file of their publishers was at hand.
"""

import csv
import math
import sys
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LATITUDE, LONGITUDE, ALTITUDE = 34.66, 133.92, 0
MJ_PER_W_H = 0.0036


def sun_sine(hour):
    """Sine of the sun's altitude `hour` hours after 1 January 0:00 of 2026 in Japan (Meeus, low accuracy)."""
    days = (datetime(2026, 1, 1) - datetime(2000, 1, 1, 12)).total_seconds() / 86400 + (hour - 9) / 24
    t = days / 36525
    anomaly = math.radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    longitude = math.radians(280.46646 + 36000.76983 * t + centre - 0.00569)
    obliquity = math.radians(23.4392911 - 0.0130042 * t)
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    ascension = math.atan2(math.cos(obliquity) * math.sin(longitude), math.cos(longitude))
    angle = math.radians(280.46061837 + 360.98564736629 * days + LONGITUDE) - ascension
    latitude = math.radians(LATITUDE)
    return math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(angle)


def read_year(data):
    """Rows of the table: month, day, hour (1 to 24), and the hour's values."""
    with open(data / "climate" / "region_6_okayama.csv", encoding="utf-8", newline="") as file:
        table = [row for row in csv.reader(file) if row and row[0].isdigit()]
    direct = [float(row[5]) for row in table]
    diffuse = [float(row[6]) for row in table]
    overall = [direct[i] * max(0.0, sun_sine(i + 1)) + diffuse[i] for i in range(len(table))]

    def mean(values, i):
        return (values[i - 1] + values[i]) / 2

    return [
        {
            "month": int(row[0]), "day": int(row[1]), "hour": int(row[2]), "temperature": float(row[3]),
            "humidity": float(row[4]), "direct": mean(direct, i), "diffuse": mean(diffuse, i),
            "global": mean(overall, i),
        }
        for i, row in enumerate(table)
    ]


def saturation_pa(celsius):
    """Over water, and over ice below 0 degC (Hyland and Wexler 1983)."""
    t = celsius + 273.15
    if celsius < 0:
        return math.exp(-5.6745359e3 / t + 6.3925247 - 9.677843e-3 * t + 6.2215701e-7 * t**2 + 2.0747825e-9 * t**3
                        - 9.484024e-13 * t**4 + 4.1635019 * math.log(t))
    return math.exp(-5.8002206e3 / t + 1.3914993 - 4.8640239e-2 * t + 4.1764768e-5 * t**2 - 1.4452093e-8 * t**3
                    + 6.5459673 * math.log(t))


def vapour_pa(humidity):
    return 101325 * humidity / (0.621945 + humidity)


def dew_point(humidity):
    low, high = -60.0, 60.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if saturation_pa(middle) < vapour_pa(humidity) else (low, middle)
    return low


def relative_humidity(hour):
    return min(100.0, 100 * vapour_pa(hour["humidity"]) / saturation_pa(hour["temperature"]))


def epw(year):
    yield f"LOCATION,Okayama,-,JPN,gaiku climate year of region 6,000000,{LATITUDE},{LONGITUDE},9.0,{ALTITUDE}.0"
    yield "DESIGN CONDITIONS,0"
    yield "TYPICAL/EXTREME PERIODS,0"
    yield "GROUND TEMPERATURES,0"
    yield "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0"
    yield "COMMENTS 1,written by tools/make_weather_cases.py of gaiku"
    yield "COMMENTS 2,temperature and humidity at the end of the hour"
    yield "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31"
    for h in year:
        fields = [2026, h["month"], h["day"], h["hour"], 60, "?" * 10, f"{h['temperature']:.1f}",
                  f"{dew_point(h['humidity']):.1f}", f"{relative_humidity(h):.0f}", 101325, 9999, 9999, 9999,
                  f"{h['global']:.0f}", f"{h['direct']:.0f}", f"{h['diffuse']:.0f}", 999999, 999999, 999999, 9999,
                  999, 999, 99, 99, 9999, 99999, 9, 999999999, 999, ".999", 999, 99, 999, 999, 99]
        yield ",".join(str(field) for field in fields)


def metpv(year):
    """Elements 1 global, 2 direct, 3 diffuse (0.01 MJ/m2), 5 temperature (0.1 degC); the others 8888: none. 8 behind
    every value: its quality mark."""
    minutes = (round((LATITUDE % 1) * 60, 1), round((LONGITUDE % 1) * 60, 1))
    yield f"{66001:5d}{'OKAYAMA':22s}{int(LATITUDE):4d}{minutes[0]:6.1f}{int(LONGITUDE):4d}{minutes[1]:6.1f}{ALTITUDE:6.1f}"
    units = {1: lambda h: h["global"] * MJ_PER_W_H * 100, 2: lambda h: (h["global"] - h["diffuse"]) * MJ_PER_W_H * 100,
             3: lambda h: h["diffuse"] * MJ_PER_W_H * 100, 5: lambda h: h["temperature"] * 10}
    for day in range(365):
        hours = year[24 * day:24 * day + 24]
        for element in range(1, 10):
            unit = units.get(element)
            numbers = [round(unit(h)) for h in hours] if unit else []
            marked = [f"{'-' if n < 0 else ''}{abs(n)}8" for n in numbers] if unit else ["8888"] * 24
            sums = [max(numbers), min(numbers), sum(numbers), round(sum(numbers) / 24)] if unit else [8888] * 4
            yield (f"{element:6d}{hours[0]['month']:2d}{hours[0]['day']:2d}{0:5d}"
                   + "".join(f"{value:>5}" for value in marked) + "".join(f"{n:5d}" for n in sums) + f"{day + 1:5d}")


def amedas(year):
    """Station, items and marks as the download page writes them; 8 is the mark of a normal observation."""
    yield "ダウンロードした時刻：2027/01/15 10:00:00"
    yield ""
    yield "," + ",".join(["岡山"] * 10)
    yield "年月日時," + ",".join(["気温(℃)"] * 3 + ["日射量(MJ/㎡)"] * 4 + ["相対湿度(％)"] * 3)
    yield ",,品質情報,均質番号,,現象なし情報,品質情報,均質番号,,品質情報,均質番号"
    for i, h in enumerate(year):
        end = datetime(2026, 1, 1) + timedelta(hours=i + 1)
        radiation = f"{h['global'] * MJ_PER_W_H:.2f}"
        if radiation == "0.00" and max(sun_sine(i), sun_sine(i + 1)) <= 0:
            radiation = ""  # not observed at night
        yield (f"{end.year}/{end.month}/{end.day} {end.hour}:00:00,{h['temperature']:.1f},8,1,{radiation},0,8,1,"
               f"{relative_humidity(h):.0f},8,1")


def plain(year):
    yield "# source: climate year of region 6 (Okayama), data/climate/region_6_okayama.csv"
    yield "temperature (degC),humidity (-),global (W/m2),direct_normal (W/m2),diffuse (W/m2)"
    for i, h in enumerate(year):
        before = year[i - 1]
        yield (f"{(before['temperature'] + h['temperature']) / 2:.2f},{(before['humidity'] + h['humidity']) / 2:.5f},"
               f"{h['global']:.1f},{h['direct']:.1f},{h['diffuse']:.1f}")


def write(path, lines, encoding, end):
    with open(path, "w", encoding=encoding, newline="") as file:
        for line in lines:
            file.write(line + end)


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data"
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "cases" / "weather"
    out.mkdir(parents=True, exist_ok=True)
    year = read_year(data)
    write(out / "okayama.epw", epw(year), "ascii", "\r\n")
    write(out / "okayama_metpv.txt", metpv(year), "ascii", "\r\n")
    write(out / "okayama_amedas.csv", amedas(year), "cp932", "\r\n")
    write(out / "okayama.csv", plain(year), "utf-8", "\n")


if __name__ == "__main__":
    main()
