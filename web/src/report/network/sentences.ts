// The answer of a network plan in words, and what its parts are called.

import type { Language } from '../../lib/language.svelte';
import { amount, count, energy, missing, number, percent, power } from '../../lib/numbers';
import { costOf } from './costChart';
import { plannedNetworks, type Capacity, type NetworkReport, type NetworkScenario } from './data';
import { axisOf } from './time';

/** "1,230 kW", "413 kW・760 kWh", or that it is not built. */
export function sizeOf(c: Capacity, language: Language, between = language === 'ja' ? '・' : ', '): string {
  const parts = [c.kw === null ? null : power(c.kw), c.kwh === null ? null : energy(c.kwh)];
  if (!isBuilt(c)) return language === 'ja' ? 'なし' : 'none';
  // Unlimited: what it had to do at most is the size that it needs.
  if (c.kw === null && c.kwh === null) return c.peak_kw > 0 ? power(c.peak_kw) : missing;
  return parts.filter((p) => p !== null).join(between);
}

/** What is unlimited stands where it is used, what has no size where it costs something. */
export const isBuilt = (c: Capacity): boolean =>
  (c.kw ?? 0) > 0 ||
  (c.kwh ?? 0) > 0 ||
  (c.kw === null && c.kwh === null && (c.peak_kw > 0 || c.yearly_cost !== 0));

/** Whether the plan is of a year; shorter ones tell cost and energy of their period. */
export const isYear = (s: NetworkScenario): boolean => s.hours.steps * s.hours.step_hours >= 8759;

export function perPeriod(s: NetworkScenario | undefined, language: Language): string {
  if (!s || isYear(s)) return language === 'ja' ? '/年' : '/year';
  const hours = count(s.hours.steps * s.hours.step_hours);
  return language === 'ja' ? `/${hours}時間` : `/${hours} h`;
}

/** What money is of: the period, or the life cycle. */
export function perCost(s: NetworkScenario | undefined, language: Language): string {
  if (s?.annual.basis !== 'life_cycle') return perPeriod(s, language);
  return language === 'ja' ? `（${s.annual.period_years}年間）` : ` (${s.annual.period_years} years)`;
}

const periodOf = (s: NetworkScenario, language: Language): string => {
  const years = s.annual.period_years;
  if (s.annual.basis === 'life_cycle')
    return language === 'ja'
      ? `${years}年間のライフサイクル費用（現在価値）`
      : `over a life cycle of ${years} years (present worth)`;
  if (isYear(s)) return language === 'ja' ? '年間費用' : 'a year';
  const hours = count(s.hours.steps * s.hours.step_hours);
  return language === 'ja' ? `${hours}時間の費用` : `for ${hours} hours`;
};

const listed = (items: string[], language: Language): string =>
  language === 'ja' ? items.join('、') : items.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** The largest things that are built, by what they cost a year. */
function whatIsBuilt(s: NetworkScenario, language: Language): string {
  const ends = /grid_connection|gas_connection|line|pipe/;
  const all = s.capacities.filter((c) => isBuilt(c) && !ends.test(c.technology));
  const main = [...all].sort((a, b) => b.yearly_cost - a.yearly_cost).slice(0, 5);
  if (main.length === 0) return '';
  const text = listed(
    main.map((c) => {
      const size = sizeOf(c, language, language === 'ja' ? '・' : ' / ');
      // What has no size, a control system, is named alone.
      if (size === missing) return c.name[language];
      return `${c.name[language]}${language === 'en' || /[!-~]$/.test(c.name.ja) ? ' ' : ''}${size}`;
    }),
    language,
  );
  const capital = amount(s.annual.capital, s.currency, language);
  const more = all.length > main.length;
  // What is there already costs no capital, and "capital 0 yen in all" says nothing.
  if (s.annual.capital === 0)
    return language === 'ja'
      ? `${more ? '主な設備は' : '設備は'}${text}です。`
      : `${more ? 'Its main equipment' : 'Its equipment'}: ${text}.`;
  return language === 'ja'
    ? `${more ? '主な設備は' : '設備は'}${text}で、整備費は合わせて${capital}です。`
    : `${more ? 'Its main equipment' : 'Its equipment'}: ${text}; capital ${capital} in all.`;
}

function whereTheMoneyGoes(s: NetworkScenario, language: Language): string {
  const share = (kind: 'capital' | 'energy'): string =>
    percent(Math.round((costOf(s, kind) / s.annual.cost) * 100) / 100);
  if (!(s.annual.cost > 0)) return '';
  if (costOf(s, 'capital') === 0)
    return language === 'ja'
      ? `費用に対してエネルギー購入費は${share('energy')}にあたります。`
      : `Energy bought comes to ${share('energy')} of that cost.`;
  return language === 'ja'
    ? `費用に対してエネルギー購入費は${share('energy')}、設備費は${share('capital')}にあたります。`
    : `Energy bought comes to ${share('energy')} of that cost, capital to ${share('capital')}.`;
}

export interface NetworkAnswer {
  headline: string;
  paragraph: string;
  best: NetworkScenario | null;
}

export const cheapest = (list: readonly NetworkScenario[]): NetworkScenario | null =>
  list.length ? list.reduce((a, b) => (b.annual.cost < a.annual.cost ? b : a)) : null;

function aboutCarbon(list: readonly NetworkScenario[], best: NetworkScenario, language: Language): string {
  if (list.some((s) => s.annual.co2_t === null)) return '';
  const tonnes = (s: NetworkScenario): string => `${number(s.annual.co2_t)}\u00a0t`;
  const least = list.reduce((a, b) => (b.annual.co2_t! < a.annual.co2_t! ? b : a));
  const per = perPeriod(best, language);
  if (list.length === 1 || least === best)
    return language === 'ja'
      ? `CO₂は${tonnes(best)}${per}${list.length > 1 ? 'で、これも最小' : ''}です。`
      : `CO₂: ${tonnes(best)}${per}${list.length > 1 ? ', the least as well' : ''}.`;
  const more = amount(least.annual.cost - best.annual.cost, best.currency, language);
  return language === 'ja'
    ? `CO₂が最も少ないのは「${least.name.ja}」の${tonnes(least)}${per}で（「${best.name.ja}」は${tonnes(best)}）、費用は${more}多くかかります。`
    : `CO₂ is least with “${least.name.en}”: ${tonnes(least)}${per} (“${best.name.en}”: ${tonnes(best)}), for ${more} more.`;
}

export function networkAnswer(report: NetworkReport, language: Language): NetworkAnswer {
  const list = plannedNetworks(report);
  const best = cheapest(list);
  const ja = language === 'ja';
  if (!best)
    return {
      headline: ja ? '条件を満たす計画はありません。' : 'No scenario can work under these conditions.',
      paragraph: ja
        ? '満たせない収支と、妨げている条件は「指摘」にあります。'
        : 'Which balance cannot be met, and what stands in the way, is under “Findings”.',
      best: null,
    };
  const cost = amount(best.annual.cost, best.currency, language);
  const period = periodOf(best, language);
  const paragraph = (sentences: string[]): string => sentences.filter(Boolean).join(ja ? '' : ' ');
  if (list.length === 1)
    return {
      headline: ja
        ? `${period}は${cost}です（${best.name.ja}）。`
        : `It costs ${cost} ${period} (${best.name.en}).`,
      paragraph: paragraph([
        whereTheMoneyGoes(best, language),
        whatIsBuilt(best, language),
        aboutCarbon(list, best, language),
      ]),
      best,
    };
  const dear = list.reduce((a, b) => (b.annual.cost > a.annual.cost ? b : a));
  const saved = dear.annual.cost - best.annual.cost;
  const share = percent(Math.round((saved / Math.abs(dear.annual.cost)) * 100) / 100);
  return {
    headline: ja
      ? `${period}が最も小さいのは「${best.name.ja}」の${cost}で、「${dear.name.ja}」より${amount(saved, best.currency, 'ja')}（${share}）少なくて済みます。`
      : `“${best.name.en}” costs least, ${cost} ${period}: ${amount(saved, best.currency, 'en')} (${share}) less than “${dear.name.en}”.`,
    paragraph: paragraph([
      whatIsBuilt(best, language),
      whereTheMoneyGoes(best, language),
      aboutCarbon(list, best, language),
    ]),
    best,
  };
}

export function networkQuestion(report: NetworkReport, language: Language): string {
  const list = plannedNetworks(report);
  const s = list[0];
  const scenarios = report.scenarios.length;
  const axis = s ? axisOf(s.hours) : null;
  const span = !s
    ? ''
    : isYear(s)
      ? language === 'ja'
        ? '1年（8,760時間）'
        : 'a year (8,760 hours)'
      : language === 'ja'
        ? `${count(s.hours.steps * s.hours.step_hours)}時間`
        : `${count(s.hours.steps * s.hours.step_hours)} hours`;
  const carriers = s
    ? [...new Set(s.hours.series.filter((x) => x.role === 'demand').map((x) => x.carrier))].map(
        (id) => s.carriers.find((c) => c.id === id)?.name[language] ?? id,
      )
    : [];
  if (!s || !axis)
    return language === 'ja'
      ? 'どの設備をどれだけ設ければ、街区の需要をすべての時間で満たせるか。'
      : 'Which equipment meets the demand of the district in every hour?';
  const what =
    language === 'ja'
      ? carriers.join('・')
      : listed(
          carriers.map((c) => c.toLowerCase()),
          'en',
        );
  return language === 'ja'
    ? `${what}の需要を${span}にわたり最小の費用で満たすには、どの設備をどれだけ設け、どう動かせばよいか。${scenarios > 1 ? `${scenarios}計画を比べました。` : ''}`
    : `Which equipment, how large and how run, meets the demand for ${what} over ${span} at least cost?${scenarios > 1 ? ` ${scenarios} scenarios compared.` : ''}`;
}
