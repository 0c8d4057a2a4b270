"""The annual district (cases/peers/annual_district) in PyPSA, for timing side by side with bench_solve.

Usage: annual_district.py [HOURS] [SOLVER]   SOLVER: a HiGHS method, hipo unless said.
"""
import pathlib
import resource
import sys
import time

import pandas
import pypsa

CASE = pathlib.Path(__file__).parents[3] / "cases" / "peers" / "annual_district"
CAPITAL_CHARGE = 0.08
ANY = 1e6  # kW: more than any flow of the district


def converter(network, name, source, sink, efficiency, capital_of_output, part_of_year, **more):
    """A link is sized at its input, the district's costs are a kW of output."""
    network.add("Link", name, bus0=source, bus1=sink, efficiency=efficiency, p_nom_extendable=True,
                capital_cost=capital_of_output * efficiency * CAPITAL_CHARGE * part_of_year, **more)


def store(network, name, bus, capital, part_of_year, keeps):
    network.add("Bus", name)
    network.add("Store", name, bus=name, e_nom_extendable=True, e_cyclic=True, standing_loss=1 - keeps,
                capital_cost=capital * CAPITAL_CHARGE * part_of_year)


def build(hours):
    series = pandas.read_csv(CASE / "series.csv", nrows=hours)
    part_of_year = hours / 8760
    network = pypsa.Network()
    network.set_snapshots(range(hours))
    for carrier in ("electricity", "heat", "cooling", "gas"):
        network.add("Bus", carrier)
    for carrier in ("electricity", "heat", "cooling"):
        network.add("Load", carrier, bus=carrier, p_set=series[f"{carrier}_kw"].values)

    network.add("Generator", "purchase", bus="electricity", p_nom_extendable=True, capital_cost=21600 * part_of_year,
                marginal_cost=series.price_yen_per_kwh.values)
    network.add("Generator", "sale", bus="electricity", p_nom=ANY, p_min_pu=-1, p_max_pu=0, marginal_cost=8)
    network.add("Generator", "gas", bus="gas", p_nom=ANY, marginal_cost=8.5)
    network.add("Generator", "rejected heat", bus="heat", p_nom=ANY, p_min_pu=-1, p_max_pu=0)
    network.add("Generator", "pv", bus="electricity", p_nom_extendable=True, p_nom_max=3500,
                capital_cost=200000 * CAPITAL_CHARGE * part_of_year, p_max_pu=series.pv_kw_per_kw.values)

    converter(network, "cogeneration", "gas", "electricity", 0.42, 250000, part_of_year, bus2="heat",
              efficiency2=0.42 * 0.85, marginal_cost=3 * 0.42)
    converter(network, "heat pump", "electricity", "heat", 4.0, 80000, part_of_year)
    converter(network, "electric chiller", "electricity", "cooling", 5.0, 90000, part_of_year)
    converter(network, "absorption chiller", "heat", "cooling", 1.2, 70000, part_of_year)
    converter(network, "boiler", "gas", "heat", 0.9, 15000, part_of_year)

    store(network, "battery", "electricity", 60000, part_of_year, keeps=0.9998)
    network.add("Link", "battery charge", bus0="electricity", bus1="battery", efficiency=0.95, p_nom_extendable=True,
                capital_cost=30000 * CAPITAL_CHARGE * part_of_year)
    network.add("Link", "battery discharge", bus0="battery", bus1="electricity", efficiency=0.95, p_nom_extendable=True)
    store(network, "cold store", "cooling", 3000, part_of_year, keeps=0.995)
    network.add("Link", "cold charge", bus0="cooling", bus1="cold store", p_nom=ANY)
    network.add("Link", "cold discharge", bus0="cold store", bus1="cooling", p_nom=ANY)
    return network


def main():
    hours = int(sys.argv[1]) if len(sys.argv) > 1 else 8760
    method = sys.argv[2] if len(sys.argv) > 2 else "hipo"
    start = time.process_time()
    network = build(hours)
    network.optimize.create_model()
    power = network.model["Link-p_nom"]
    # One power for charging and discharging, both at the electricity side.
    network.model.add_constraints(power.loc["battery charge"] - 0.95 * power.loc["battery discharge"] == 0, name="one-power")
    built = time.process_time()
    network.optimize.solve_model(solver_name="highs", io_api="direct",
                                 solver_options={"solver": method, "threads": 1, "run_crossover": "off", "output_flag": False})
    solved = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"pypsa {pypsa.__version__}, highs {method}: rows {network.model.ncons}, columns {network.model.nvars}, "
          f"build {built - start:.2f} s, solve and read back {solved - built:.2f} s, peak {peak:.0f} MB, "
          f"cost {network.objective:.2f} yen")


if __name__ == "__main__":
    main()
