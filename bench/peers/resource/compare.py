"""Holds gaiku's sun, irradiance on a tilted plane and photovoltaic yield against pvlib, hour by hour.

    compare.py PROGRAM    prints the differences of all eight regions; exit 1 where one is over its limit

pvlib reckons the sun by NREL's algorithm (SPA) at the same moments, the middles of the hours; the radiation on the plane
from its own sun; the yield by the Japanese residential standard's factors from its own radiation.
"""
import io
import subprocess
import sys

import numpy
import pandas
import pvlib

TILT, DIRECTION, ALBEDO = 30, 20, 0.2
# Two suns that differ by 0.012 degrees (0.0002 radians) differ by 0.2 W/m2 of 1,000 on a plane; by more where Hay and
# Davies divide by the sine of a low sun.
LIMITS = {"altitude deg": 0.015, "azimuth deg": 0.015, "isotropic W/m2": 0.2, "hay_davies W/m2": 0.5, "yield kW/kW": 2e-4}


def yield_of(on_plane, temperature):
    heating = 46 / (0.41 * 1.5**0.8 + 1) + 2
    cell = temperature + heating * on_plane / 1000 - 2
    return (on_plane / 1000 * 0.96 * 0.94 * 0.97 * (0.927 * 0.97) * (1 - 0.0041 * (cell - 25))).clip(lower=0)


def compare(program, region):
    text = subprocess.run([program, str(region)], capture_output=True, check=True, text=True).stdout
    head = text.splitlines()[0].split()
    latitude, longitude = float(head[2]), float(head[4])
    ours = pandas.read_csv(io.StringIO(text), comment="#")
    times = pandas.Timestamp("2000-01-01 12:00", tz="UTC") + pandas.to_timedelta(ours["days"], unit="D")
    times = pandas.DatetimeIndex(times).round("1s")
    ours.index = times
    sun = pvlib.solarposition.get_solarposition(times, latitude, longitude, method="nrel_numpy")
    extra = pvlib.irradiance.get_extra_radiation(times, solar_constant=1361.0, method="spencer")
    common = dict(surface_tilt=TILT, surface_azimuth=180 + DIRECTION, solar_zenith=sun["zenith"],
                  solar_azimuth=sun["azimuth"], dni=ours["direct_normal"], ghi=ours["global"], dhi=ours["diffuse"],
                  dni_extra=extra)
    even = pvlib.irradiance.get_total_irradiance(**common, albedo=0, model="isotropic")["poa_global"]
    bright = pvlib.irradiance.get_total_irradiance(**common, albedo=ALBEDO, model="haydavies")["poa_global"]
    up = sun["elevation"] > 0
    differences = {
        "altitude deg": (ours["altitude"] - sun["elevation"]).abs(),
        # Straight above, azimuths say little: weighed by the cosine of the altitude.
        "azimuth deg": ((((ours["azimuth"] + 180 - sun["azimuth"]) + 180) % 360 - 180)
                        * numpy.cos(numpy.radians(sun["elevation"]))).abs(),
        "isotropic W/m2": (ours["isotropic"] - even).abs(),
        "hay_davies W/m2": (ours["hay_davies"] - bright)[up].abs(),
        "yield kW/kW": (ours["yield"] - yield_of(even, ours["temperature"])).abs(),
    }
    year = {"isotropic": even.sum(), "hay_davies": bright[up].sum(), "yield": yield_of(even, ours["temperature"]).sum()}
    of_year = text.splitlines()[1].split()
    kept = {name: float(of_year[of_year.index(name) + 1]) / value - 1 for name, value in year.items()}
    return differences, kept


def main():
    print(f"pvlib {pvlib.__version__}; 30 degrees tilted, 20 degrees west of south; each region's climate year")
    wrong = 0
    for region in range(1, 9):
        differences, kept = compare(sys.argv[1], region)
        for name, difference in differences.items():
            good = difference.max() <= LIMITS[name]
            wrong += not good
            print(f"region {region} {name:<16} mean {difference.mean():10.6f} largest {difference.max():10.6f}"
                  f" {'same' if good else 'NOT THE SAME'}")
        print(f"region {region} year by the sunlit middle of the hours against pvlib's middles: "
              + ", ".join(f"{name} {share:+.3%}" for name, share in kept.items()))
    sys.exit(1 if wrong else 0)


main()
