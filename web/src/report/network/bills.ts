// What a bill says, in figures and sentences.

import { language as chosen, type Language } from '../../lib/language.svelte';
import { amount, energyScale, number, powerScale, type Scale } from '../../lib/numbers';
import type { Bill, BilledDemand, MonthlyBill } from './data';
import { monthName } from './time';

export interface ChargeOf {
  id: string;
  name: { ja: string; en: string };
  unit: string;
}

/** The charges of a contract in the bill's order; lines of several prices are one charge. */
export function chargesOf(bill: Bill): ChargeOf[] {
  const found = new Map<string, ChargeOf>();
  for (const month of bill.months) {
    const lines = new Map<string, number>();
    for (const item of month.items) lines.set(item.id, (lines.get(item.id) ?? 0) + 1);
    for (const item of month.items) {
      const short = (text: string, mark: string): string => text.split(mark)[0] ?? text;
      const split = (lines.get(item.id) ?? 0) > 1;
      const name = { ja: short(item.name.ja, '・'), en: short(item.name.en, ', ') };
      const known = found.get(item.id);
      // A line's name is that of its charge with season, period and block behind it, where there are such.
      if (!known) found.set(item.id, { id: item.id, name: split ? name : item.name, unit: item.unit });
      else if (known.name.en !== item.name.en)
        found.set(item.id, {
          ...known,
          name: { ja: short(known.name.ja, '・'), en: short(known.name.en, ', ') },
        });
    }
  }
  return [...found.values()];
}

export const amountOf = (month: MonthlyBill, charge: string): number =>
  month.items.filter((i) => i.id === charge).reduce((sum, i) => sum + i.amount, 0);

export const totalOf = (bill: Bill): number => bill.months.reduce((sum, m) => sum + m.total, 0);

/** "8月", or with the year where the bills go over more than one. */
export function monthOf(bill: Bill, month: MonthlyBill, language: Language): string {
  const several = bill.months.some((m) => m.year !== month.year);
  const name = monthName(month.month, language);
  if (!several) return name;
  return language === 'ja' ? `${month.year}年${name}` : `${name} ${month.year}`;
}

/** Where the demand that is charged is from. */
export function fromOf(demand: BilledDemand, language: Language = chosen.now): string {
  const before = /^before-(\d+)$/.exec(demand.from);
  if (before)
    return language === 'ja'
      ? `計画の${before[1]}か月前`
      : `${before[1]} month${before[1] === '1' ? '' : 's'} before the plan`;
  if (demand.from === 'agreed') return language === 'ja' ? '協議・下限' : 'agreed or least';
  const [year, month] = demand.from.split('-').map(Number);
  return language === 'ja' ? `${year}年${month}月` : `${monthName(month!, 'en')} ${year}`;
}

/** What a contract is measured in: divide kWh and kW by it. */
export interface Measure {
  energy: Scale;
  power: Scale;
  /** Gas by the m3 has no demand in kW but a highest flow. */
  byFlow: boolean;
}

export function measureOf(bill: Bill): Measure {
  const months = bill.months;
  if (bill.unit === 'm3')
    return {
      energy: { divide: bill.unit_kwh, unit: 'm³' },
      power: { divide: bill.unit_kwh, unit: 'm³/h' },
      byFlow: true,
    };
  const kw = months.flatMap((m) => (m.demand ? [m.demand.billed_kw, m.demand.measured_kw] : []));
  return {
    energy: energyScale(Math.max(...months.map((m) => m.energy_kwh))),
    power: powerScale(Math.max(0, ...kw)),
    byFlow: false,
  };
}

export function billFinding(bill: Bill, currency: string, language: Language): string {
  const sum = amount(totalOf(bill), currency, language);
  const most = bill.months.reduce((a, b) => (b.total > a.total ? b : a));
  const whole = bill.months.length === 12;
  const name = bill.name[language];
  const of = monthOf(bill, most, language);
  if (language === 'ja')
    return `${name}：${whole ? '年' : '計'}${sum}を${bill.sale ? '受け取り' : '支払い'}、最も多いのは${of}`;
  return `${name}: ${sum} ${whole ? 'a year' : 'in all'} ${bill.sale ? 'received' : 'paid'}, most in ${of}`;
}

export function demandFinding(bill: Bill, language: Language): string {
  const months = bill.months.filter((m) => m.demand);
  const most = months.reduce((a, b) => (b.demand!.billed_kw > a.demand!.billed_kw ? b : a));
  const { power, byFlow } = measureOf(bill);
  const kw = `${number(most.demand!.billed_kw / power.divide)}\u00a0${power.unit}`;
  const held = months.filter((m) => m.demand!.billed_kw > m.demand!.measured_kw * 1.001 + 0.5).length;
  const ja = byFlow ? { charged: '契約流量', peak: '最大流量' } : { charged: '契約電力', peak: '最大需要' };
  if (held === 0)
    return language === 'ja'
      ? `${ja.charged}は各月の${ja.peak}で決まる（最大${kw}）`
      : `Each month's own peak is charged, at most ${kw}`;
  return language === 'ja'
    ? `${ja.charged}は最大${kw}、${held}か月は過去の${ja.peak}などで決まる`
    : `At most ${kw} are charged; in ${held} months an earlier or agreed ${byFlow ? 'flow' : 'demand'} decides`;
}

/** The largest peak factor, where an hourly year would have seen less. */
export const peakFactorOf = (bill: Bill): number =>
  Math.max(1, ...bill.months.map((m) => m.demand?.peak_factor ?? 1));
