"""Makes cases/finance/{numpy_financial,pysam}: results of programs that are not gaiku.

    run            computes and compares with the committed files
    run --write    writes them
"""

import csv
import io
import random
import sys
from importlib.metadata import version
from pathlib import Path

import numpy_financial as npf
import PySAM.Cashloan as cashloan
import PySAM.Singleowner as singleowner
from PySAM.PySSC import PySSC

CASES = Path(__file__).resolve().parents[3] / "cases" / "finance"
SEED = 20240607
HOURS = 8760


def text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def cash_flows():
    """Investments of every length that earn from some year on: present value and rate of return."""
    rng = random.Random(SEED)
    rows = [["rate", "npv", "irr", "yearly"]]
    for _ in range(60):
        years = rng.randint(1, 40)
        flow = [-rng.uniform(1e6, 1e9)] + [rng.uniform(0, 1) * 1e8 for _ in range(years)]
        rate = rng.uniform(-0.02, 0.15)
        signs = sum(1 for a, b in zip(flow, flow[1:]) if (a < 0) != (b < 0))
        irr = npf.irr(flow) if signs == 1 else float("nan")  # more signs may have several rates
        rows.append([repr(rate), repr(float(npf.npv(rate, flow))), "" if irr != irr else repr(float(irr)),
                     " ".join(repr(value) for value in flow)])
    return text(rows)


def loans():
    rng = random.Random(SEED + 1)
    rows = [["sum", "interest", "years", "payment", "year", "interest_of_year", "principal_of_year"]]
    for _ in range(60):
        years = rng.randint(1, 35)
        rate, lent = rng.uniform(0.001, 0.12), rng.uniform(1e5, 1e10)
        year = rng.randint(1, years)
        rows.append([repr(lent), repr(rate), years, repr(-float(npf.pmt(rate, years, lent))), year,
                     repr(-float(npf.ipmt(rate, year, years, lent))), repr(-float(npf.ppmt(rate, year, years, lent)))])
    return text(rows)


def single_owner():
    """A plant that sells at a price: loan with level payments, tax with straight-line depreciation of 15 years, losses
    against other income, as SAM's single-owner model has them."""
    m = singleowner.default("PVWattsSingleOwner")
    m.SystemOutput.gen = [1000.0] * HOURS  # 8.76 GWh a year
    m.SystemOutput.system_capacity = m.FinancialParameters.system_capacity = 5000
    m.SystemOutput.degradation = [0.5]
    m.Lifetime.system_use_lifetime_output = 0
    m.Revenue.ppa_soln_mode = 1
    m.Revenue.ppa_price_input = [0.15]
    m.Revenue.ppa_escalation = 1
    m.Revenue.ppa_multiplier_model = 0
    m.Revenue.dispatch_tod_factors = [1] * 9
    costs, terms = m.SystemCosts, m.FinancialParameters
    costs.total_installed_cost = 9e6
    costs.om_capacity, costs.om_fixed, costs.om_fixed_escal, costs.om_production = [0], [120000], 2, [0]
    terms.analysis_period, terms.inflation_rate, terms.real_discount_rate = 25, 0, 6
    terms.federal_tax_rate, terms.state_tax_rate = [30], [0]
    terms.debt_option, terms.debt_percent, terms.payment_option = 0, 60, 0
    terms.term_int_rate, terms.term_tenor = 4, 18
    for name in ("construction_financing_cost", "cost_debt_closing", "cost_debt_fee", "cost_other_financing",
                 "dscr_reserve_months", "months_working_reserve", "months_receivables_reserve", "equip1_reserve_cost",
                 "equip2_reserve_cost", "equip3_reserve_cost", "reserves_interest", "insurance_rate",
                 "property_tax_rate", "salvage_percentage"):
        setattr(terms, name, 0)
    m.TaxCreditIncentives.ptc_fed_amount = [0]
    depreciation = m.Depreciation
    for name in ("macrs_5", "macrs_15", "sl_5", "sl_15", "sl_20", "sl_39"):
        setattr(depreciation, f"depr_alloc_{name}_percent", 0)
    depreciation.depr_alloc_custom_percent = 100
    depreciation.depr_custom_schedule = [100 / 15] * 15
    m.execute(0)
    out = m.Outputs
    columns = {
        "revenue": out.cf_total_revenue, "operating": out.cf_ebitda, "interest": out.cf_debt_payment_interest,
        "principal": out.cf_debt_payment_principal, "depreciation": out.cf_feddepr_total, "tax": out.cf_fedtax,
        "net": out.cf_project_return_aftertax,
    }
    years = range(26)
    rows = [["year", *columns], *([y, *(repr(float(c[y])) for c in columns.values())] for y in years)]
    summary = {"npv": out.project_return_aftertax_npv, "irr": out.project_return_aftertax_irr / 100}
    return text(rows) + text([["#", name, repr(float(value))] for name, value in summary.items()])


def cash_loan():
    """A plant behind the meter that saves purchases: SAM's cash-loan model of a business."""
    m = cashloan.default("PVWattsCommercial")
    m.SystemOutput.gen = [50.0] * HOURS
    m.SystemOutput.degradation = [0.5]
    saved = [0.0] + [90000 * 1.01**t for t in range(25)]
    m.SystemOutput.annual_energy_value = saved
    m.Lifetime.system_use_lifetime_output = 0
    m.ChargesByMonth.true_up_credits_ym = m.ChargesByMonth.charge_w_sys_ec_ym = ((0.0,),)
    m.ChargesByMonth.utility_bill_w_sys = [0.0] * 26
    m.FinancialParameters.market = 1  # a business
    # The wrapper has no attribute for this one.
    PySSC().data_set_array(m.get_data_ptr(), b"utility_bill_wo_sys", saved)
    costs, terms = m.SystemCosts, m.FinancialParameters
    costs.total_installed_cost = 700000
    costs.om_capacity, costs.om_fixed, costs.om_fixed_escal, costs.om_production = [0], [9000], 1.5, [0]
    terms.system_capacity = 500
    terms.analysis_period, terms.inflation_rate, terms.real_discount_rate = 25, 0, 5
    terms.federal_tax_rate, terms.state_tax_rate = [28], [0]
    terms.debt_fraction, terms.loan_rate, terms.loan_term = 70, 5, 15
    terms.insurance_rate = terms.property_tax_rate = terms.salvage_percentage = 0
    m.Depreciation.depr_fed_type, m.Depreciation.depr_fed_sl_years = 2, 10
    m.Depreciation.depr_sta_type = 0
    m.TaxCreditIncentives.itc_fed_percent = [0]
    m.execute(0)
    out = m.Outputs
    columns = {
        "saved": saved, "upkeep": out.cf_om_fixed_expense, "interest": out.cf_debt_payment_interest,
        "principal": out.cf_debt_payment_principal, "depreciation": out.cf_fed_depreciation,
        "net": out.cf_after_tax_net_equity_cost_flow, "net_with_savings": out.cf_after_tax_cash_flow,
    }
    rows = [["year", *columns], *([y, *(repr(float(c[y])) for c in columns.values())] for y in range(26))]
    summary = {"npv": out.npv, "payback": out.payback, "discounted_payback": out.discounted_payback}
    return text(rows) + text([["#", name, repr(float(value))] for name, value in summary.items()])


def main():
    made = {"numpy_financial/cash_flows.csv": cash_flows(), "numpy_financial/loans.csv": loans(),
            "pysam/single_owner.csv": single_owner(), "pysam/cash_loan.csv": cash_loan()}
    failed = 0
    for name, content in made.items():
        file = CASES / name
        if "--write" in sys.argv:
            file.parent.mkdir(exist_ok=True)
            file.write_text(content, encoding="utf-8")
        same = close(file.read_text(encoding="utf-8"), content)
        print(f"{name}: {'as committed' if same else 'DIFFERENT'}")
        failed += not same
    print("numpy-financial", version("numpy-financial"), "PySAM", version("NREL-PySAM"))
    sys.exit(1 if failed else 0)


def close(a, b):
    """The same numbers; the last bits may differ from one machine to another."""
    words_a, words_b = a.replace(",", " ").split(), b.replace(",", " ").split()
    if len(words_a) != len(words_b):
        return False
    for x, y in zip(words_a, words_b):
        try:
            if abs(float(x) - float(y)) > 1e-9 * max(1, abs(float(x))):
                return False
        except ValueError:
            if x != y:
                return False
    return True


main()
