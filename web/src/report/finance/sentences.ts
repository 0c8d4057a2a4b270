// What the charts of the money say.

import type { Language } from '../../lib/language.svelte';
import { amount, count, percent, plain, signed } from '../../lib/numbers';
import type { Finance, Uncertainty } from './data';

export function financeFinding(f: Finance, language: Language): string {
  const figure = (id: string): number | null => f.figures.find((x) => x.id === id)?.value ?? null;
  const npv = signed(figure('owner_npv'), (v) => amount(v, f.currency, language));
  const payback = figure('owner_payback');
  if (language === 'ja')
    return `正味現在価値 ${npv}、${payback === null ? `${f.period_years}年では回収しない` : `${count(payback)}年で回収`}`;
  return `Net present value ${npv}; ${payback === null ? `not paid back within ${f.period_years} years` : `paid back after ${count(payback)} years`}`;
}

export function uncertaintyFinding(u: Uncertainty, currency: string, language: Language): string {
  const at = (i: number): string => signed(u.npv_yen[i], (v) => amount(v, currency, language));
  const positive = percent(u.probability_npv_positive);
  return language === 'ja'
    ? `正味現在価値が正となる確率 ${positive}（90 %は ${at(0)} ～ ${at(6)}、${plain(u.runs)}回・乱数の種 ${u.seed}）`
    : `Net present value above zero in ${positive} of runs (90 % between ${at(0)} and ${at(6)}; ${plain(u.runs)} runs, seed ${u.seed})`;
}
