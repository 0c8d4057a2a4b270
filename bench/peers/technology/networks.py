"""The weeks of cases/technology in PyPSA: the same districts, written down anew, so that gaiku's answer has another beside it."""
import pathlib

import pandas
import pypsa

SERIES = pathlib.Path(__file__).parents[3] / "cases" / "peers" / "annual_district" / "series.csv"
HOURS = 168
PART_OF_YEAR = HOURS / 8760
CAPITAL_CHARGE = 0.08 * PART_OF_YEAR
ANY = 1e6  # kW: more than any flow of the district


def empty(*buses):
    series = pandas.read_csv(SERIES, nrows=HOURS)
    network = pypsa.Network()
    network.set_snapshots(range(HOURS))
    for bus in buses:
        network.add("Bus", bus)
    return network, series


def purchase(network, bus, price):
    network.add("Generator", "purchase", bus=bus, p_nom_extendable=True, capital_cost=21600 * PART_OF_YEAR, marginal_cost=price)


def energy(network, component, name):
    """kWh of a generator, or that a link draws."""
    frame = network.generators_t.p if component == "Generator" else network.links_t.p0
    return float(frame[name].sum())


def solve(network, extra=None):
    status, condition = network.optimize(solver_name="highs", extra_functionality=extra, log_to_console=False)
    assert (status, condition) == ("ok", "optimal"), (status, condition)


def battery():
    network, series = empty("electricity", "cells")
    network.add("Load", "load", bus="electricity", p_set=series.electricity_kw.values)
    purchase(network, "electricity", series.price_yen_per_kwh.values)
    network.add("Generator", "pv", bus="electricity", p_nom=2000, p_max_pu=series.pv_kw_per_kw.values)
    network.add("Store", "cells", bus="cells", e_nom_extendable=True, e_cyclic=True, e_min_pu=0.1, standing_loss=0.001,
                capital_cost=20000 * CAPITAL_CHARGE)
    network.add("Link", "charge", bus0="electricity", bus1="cells", efficiency=0.95, p_nom_extendable=True,
                capital_cost=10000 * CAPITAL_CHARGE)
    network.add("Link", "discharge", bus0="cells", bus1="electricity", efficiency=0.93, p_nom_extendable=True)

    def one_inverter(n, _):
        size = n.model["Link-p_nom"]
        n.model.add_constraints(size.loc["charge"] - 0.93 * size.loc["discharge"] == 0, name="one inverter")

    solve(network, one_inverter)
    return {"cost": network.objective, "size battery capacity": network.stores.e_nom_opt["cells"],
            "size battery power": network.links.p_nom_opt["charge"], "flow grid electricity": energy(network, "Generator", "purchase")}


def thermal_store_cold():
    network, series = empty("electricity", "cold", "tank")
    network.add("Load", "cold", bus="cold", p_set=series.electricity_kw.values)
    purchase(network, "electricity", series.price_yen_per_kwh.values)
    network.add("Link", "chiller", bus0="electricity", bus1="cold", efficiency=5, p_nom_extendable=True,
                capital_cost=90000 * 5 * CAPITAL_CHARGE)
    network.add("Store", "tank", bus="tank", e_nom_extendable=True, e_cyclic=True, standing_loss=0.005, capital_cost=3000 * CAPITAL_CHARGE)
    network.add("Link", "charge", bus0="cold", bus1="tank", efficiency=0.99, p_nom=ANY)
    network.add("Link", "discharge", bus0="tank", bus1="cold", efficiency=0.98, p_nom=ANY)
    solve(network)
    return {"cost": network.objective, "size tank capacity": network.stores.e_nom_opt["tank"],
            "size chiller capacity": 5 * network.links.p_nom_opt["chiller"],
            "flow grid electricity": energy(network, "Generator", "purchase")}


def cogeneration():
    network, series = empty("electricity", "heat", "gas", "tank", "air")
    network.add("Load", "power", bus="electricity", p_set=series.electricity_kw.values)
    network.add("Load", "heat", bus="heat", p_set=series.heat_kw.values)
    purchase(network, "electricity", series.price_yen_per_kwh.values)
    network.add("Generator", "gas", bus="gas", p_nom=ANY, marginal_cost=8.5)
    network.add("Link", "engine", bus0="gas", bus1="electricity", bus2="heat", efficiency=0.42, efficiency2=0.42 * 0.85,
                marginal_cost=3 * 0.42, p_nom_extendable=True, capital_cost=250000 * 0.42 * CAPITAL_CHARGE)
    network.add("Link", "boiler", bus0="gas", bus1="heat", efficiency=0.9, p_nom_extendable=True, capital_cost=15000 * 0.9 * CAPITAL_CHARGE)
    network.add("Store", "tank", bus="heat", e_nom_extendable=True, e_cyclic=True, standing_loss=0.01, capital_cost=3000 * CAPITAL_CHARGE)
    rejection(network, "electricity", "heat")
    solve(network)
    return {"cost": network.objective, "size engine capacity": 0.42 * network.links.p_nom_opt["engine"],
            "size boiler capacity": 0.9 * network.links.p_nom_opt["boiler"], "size tank capacity": network.stores.e_nom_opt["tank"],
            "flow gas gas": energy(network, "Generator", "gas")}


def rejection(network, electricity, heat):
    """Heat to the air; the fans take 2 % of it."""
    network.add("Link", "tower", bus0=heat, bus1="air", bus2=electricity, efficiency=1, efficiency2=-0.02, p_nom=ANY)
    network.add("Generator", "air", bus="air", p_nom=ANY, p_min_pu=-1, p_max_pu=0)


def both_ways(network, name, ends, efficiency, pumping):
    """A link for each direction; pumps take electricity where it is sent."""
    for direction, (a, b) in (("there", (0, 1)), ("back", (1, 0))):
        more = {} if pumping == 0 else {"bus2": f"electricity {('plant', 'town')[a]}", "efficiency2": -pumping}
        network.add("Link", f"{name} {direction}", bus0=ends[a], bus1=ends[b], efficiency=efficiency, p_nom_extendable=True, **more)


def links():
    network, series = empty("electricity plant", "electricity town", "heat plant", "heat town", "gas", "air")
    for place, power, heat in (("plant", 0.5, 0.2), ("town", 0.5, 0.8)):
        network.add("Load", f"power {place}", bus=f"electricity {place}", p_set=power * series.electricity_kw.values)
        network.add("Load", f"heat {place}", bus=f"heat {place}", p_set=heat * series.heat_kw.values)
    purchase(network, "electricity plant", series.price_yen_per_kwh.values)
    network.add("Generator", "gas", bus="gas", p_nom=ANY, marginal_cost=8.5)
    network.add("Link", "engine", bus0="gas", bus1="electricity plant", bus2="heat plant", efficiency=0.42, efficiency2=0.42 * 0.85,
                p_nom=600 / 0.42)
    network.add("Link", "boiler", bus0="gas", bus1="heat town", efficiency=0.9, p_nom_extendable=True,
                capital_cost=15000 * 0.9 * CAPITAL_CHARGE)
    rejection(network, "electricity plant", "heat plant")
    network.add("Generator", "pv", bus="electricity town", p_nom=3000, p_max_pu=series.pv_kw_per_kw.values)
    kept = {"line": 0.99 ** 0.6, "pipe": 0.98 ** 0.6}
    both_ways(network, "line", ("electricity plant", "electricity town"), kept["line"], 0)
    both_ways(network, "pipe", ("heat plant", "heat town"), kept["pipe"], 0.02 * 0.6)

    def ends(n, _):
        size = n.model["Link-p_nom"]
        for name, capital in (("line", 40), ("pipe", 60)):
            there, back = size.loc[f"{name} there"], size.loc[f"{name} back"]
            near = n.model.add_variables(lower=0, name=f"{name} near end")
            far = n.model.add_variables(lower=0, name=f"{name} far end")
            n.model.add_constraints(near - there >= 0, name=f"{name} near sends")
            n.model.add_constraints(near - kept[name] * back >= 0, name=f"{name} near receives")
            n.model.add_constraints(far - back >= 0, name=f"{name} far sends")
            n.model.add_constraints(far - kept[name] * there >= 0, name=f"{name} far receives")
            n.model.objective += capital * 600 / 2 * CAPITAL_CHARGE * (near + far)

    solve(network, ends)
    solution = network.model.solution
    result = {"cost": network.objective, "size boiler capacity": 0.9 * network.links.p_nom_opt["boiler"]}
    for name in ("line", "pipe"):
        result[f"size {name} from_end"] = float(solution[f"{name} near end"])
        result[f"size {name} to_end"] = float(solution[f"{name} far end"])
    return result


WEEKS = {"battery": battery, "thermal_store_cold": thermal_store_cold, "cogeneration": cogeneration, "heat_pipe": links}
