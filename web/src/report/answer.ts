// The answer of the plan in words: which scenarios pay, what they cost, how large they are.

import type { Language } from '../lib/language.svelte';
import {
  balance,
  energy,
  energyScale,
  hundredths,
  money,
  moneyScale,
  number,
  power,
  powerScale,
} from '../lib/numbers';
import {
  batteryTotal,
  endBalance,
  modes,
  planned,
  type Mode,
  type PlannedScenario,
  type Report,
} from './data';
import { modeName, scenarioLabels } from './labels';
import { afterYears, common, economicsOf } from './terms';

export interface Answer {
  headline: string;
  paragraph: string;
}

const best = (list: readonly PlannedScenario[], worth: (s: PlannedScenario) => number): PlannedScenario =>
  list.reduce((a, b) => (worth(b) > worth(a) ? b : a));

export const paying = (list: readonly PlannedScenario[], mode: Mode): PlannedScenario[] =>
  list.filter((s) => endBalance(s, mode) > 0);

/** "1.14–3.93 MW": both ends in the unit of the larger one. */
function range(
  values: readonly number[],
  scaleFor: (v: number) => { divide: number; unit: string },
  one: (v: number) => string,
  between: string,
): string {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (one(low) === one(high)) return one(high);
  const scale = scaleFor(high);
  const tight = /[円]$/.test(scale.unit) ? '' : ' ';
  return `${number(low / scale.divide)}${between}${number(high / scale.divide)}${tight}${scale.unit}`;
}

/** What the sentences of the answer need to know. */
interface Context {
  report: Report;
  list: PlannedScenario[];
  ja: boolean;
  years: number | null;
  /** "25年後", "after 25 years", or the end of the period where the scenarios' periods differ. */
  after: string;
  name: (s: PlannedScenario) => string;
  called: (m: Mode) => string;
  end: (s: PlannedScenario, m: Mode) => string;
  money: (yen: number) => string;
}

function headlineOfOne(s: PlannedScenario, { ja, after, name, called, end }: Context): string {
  return ja
    ? `${name(s)}：${after}の累積収支は、${modes.map((m) => `${called(m)}で${end(s, m)}`).join('、')}です。`
    : `${name(s)}: ${after} the balance is ${modes.map((m) => `${end(s, m)} (${called(m)})`).join(', ')}.`;
}

function headlineOfNone({ list, ja, years, after, name, called, end }: Context): string {
  const [m, s] = modes
    .map((each) => [each, best(list, (x) => endBalance(x, each))] as const)
    .reduce((a, b) => (endBalance(b[1], b[0]) > endBalance(a[1], a[0]) ? b : a));
  return ja
    ? `どの計画も${years === null ? `${after}に` : `${years}年間では`}黒字になりません。最も近いのは「${name(s)}」（${called(m)}）の${end(s, m)}です。`
    : `No scenario is in the black ${after}. The nearest is “${name(s)}” (${called(m)}) at ${end(s, m)}.`;
}

function headlineUnsubsidised(good: PlannedScenario[], { list, ja, after, name, end }: Context): string {
  const m: Mode = 'no_subsidy';
  const top = best(good, (s) => endBalance(s, m));
  if (good.length === 1)
    return ja
      ? `補助なしで${after}に黒字になるのは「${name(top)}」だけです（${end(top, m)}）。`
      : `Without subsidy only “${name(top)}” is in the black ${after} (${end(top, m)}).`;
  if (good.length === list.length)
    return ja
      ? `すべての計画が補助なしで${after}に黒字になります。最大は「${name(top)}」の${end(top, m)}です。`
      : `Without subsidy every scenario is in the black ${after}; the best is “${name(top)}” at ${end(top, m)}.`;
  return ja
    ? `補助なしで${after}に黒字になるのは${list.length}計画のうち${good.length}つ、最大は「${name(top)}」の${end(top, m)}です。`
    : `Without subsidy ${good.length} of ${list.length} scenarios are in the black ${after}; the best is “${name(top)}” at ${end(top, m)}.`;
}

function headlineSubsidised(
  m: Mode,
  good: PlannedScenario[],
  { list, ja, after, name, called, end }: Context,
): string {
  const top = best(good, (s) => endBalance(s, m));
  return ja
    ? `補助なしではどの計画も${after}に黒字になりません。${called(m)}なら${good.length}つが黒字、最大は「${name(top)}」の${end(top, m)}です。`
    : `Without subsidy no scenario is in the black ${after}; with “${called(m)}” ${good.length} of ${list.length} are, the best being “${name(top)}” at ${end(top, m)}.`;
}

function howManyPay(said: Mode, { list, ja, called }: Context): string | null {
  const others = modes.filter((m) => m !== said && m !== 'no_subsidy');
  if (others.length === 0) return null;
  const counts = others.map((m) => [called(m), paying(list, m).length] as const);
  return ja
    ? `${counts.map(([m, n]) => `${m}なら${n}つ`).join('、')}の計画が黒字です（全${list.length}計画）。`
    : `In the black: ${counts.map(([m, n]) => `${n} of ${list.length} with “${m}”`).join(', ')}.`;
}

/** The most supply that still pays; among scenarios of that rate, the one and the way of paying that end best. */
function highestThatPays({ list, ja, name, called, end, money: cost }: Context): string {
  const good = modes.flatMap((m) => paying(list, m).map((s) => [m, s] as const));
  const highest = Math.max(...good.map(([, s]) => s.sizing.supply_rate));
  const [m, s] = good
    .filter(([, x]) => x.sizing.supply_rate > highest - 1e-9)
    .reduce((a, b) => (endBalance(b[1], b[0]) > endBalance(a[1], a[0]) ? b : a));
  return ja
    ? `黒字になる計画のうち供給率が最も高いのは「${name(s)}」（${called(m)}で${end(s, m)}、整備費${cost(s.cost.capital_yen)}）です。`
    : `The highest supply rate that ends in the black is “${name(s)}” (${called(m)}, ${end(s, m)}, capital ${cost(s.cost.capital_yen)}).`;
}

function whatItCosts({ list, ja, name, money: cost }: Context): string {
  const cheap = best(list, (s) => -s.cost.capital_yen);
  const dear = best(list, (s) => s.cost.capital_yen);
  if (cheap === dear)
    return ja ? `整備費は${cost(dear.cost.capital_yen)}です。` : `Capital is ${cost(dear.cost.capital_yen)}.`;
  return ja
    ? `整備費は${cost(cheap.cost.capital_yen)}（${name(cheap)}）から${cost(dear.cost.capital_yen)}（${name(dear)}）です。`
    : `Capital runs from ${cost(cheap.cost.capital_yen)} (${name(cheap)}) to ${cost(dear.cost.capital_yen)} (${name(dear)}).`;
}

function howLarge({ list, ja }: Context): string {
  const between = ja ? '～' : '–';
  const sizes = (of: (s: PlannedScenario) => number): number[] => list.map(of);
  const pv = range(
    sizes((s) => s.sizing.new_pv_kw),
    powerScale,
    power,
    between,
  );
  const battery = range(sizes(batteryTotal), energyScale, energy, between);
  const kw = sizes((s) => s.sizing.main_source_kw);
  const main = Math.max(...kw) > 0 ? range(kw, powerScale, power, between) : null;
  return ja
    ? `新設する太陽光は${pv}、蓄電池は${battery}${main ? `、主電源は${main}` : ''}です。`
    : `New photovoltaics: ${pv}; battery: ${battery}${main ? `; main source: ${main}` : ''}.`;
}

export function answer(report: Report, language: Language): Answer {
  const list = planned(report.scenarios);
  const labels = scenarioLabels(report.scenarios, language);
  const ja = language === 'ja';
  if (list.length === 0)
    return ja
      ? { headline: '計算できた計画がありません。', paragraph: '原因と直し方は「指摘」をご覧ください。' }
      : {
          headline: 'No scenario could be planned.',
          paragraph: 'See “Findings” for the reasons and what to do.',
        };
  const years = common(report, 'period_years');
  const subsidyRate = common(report, 'subsidy_rate');
  const context: Context = {
    report,
    list,
    ja,
    years,
    after: afterYears(years, language),
    name: (s) => labels.get(s.id) ?? s.id,
    called: (m) => modeName(m, subsidyRate, language),
    end: (s, m) => balance(endBalance(s, m), language),
    money: (yen) => money(yen, language),
  };
  const size = [whatItCosts(context), howLarge(context)];
  const joined = (sentences: (string | null)[]): string => sentences.filter(Boolean).join(ja ? '' : ' ');
  if (list.length === 1) return { headline: headlineOfOne(list[0]!, context), paragraph: joined(size) };
  const mode = modes.find((m) => paying(list, m).length > 0);
  if (mode === undefined) return { headline: headlineOfNone(context), paragraph: joined(size) };
  const good = paying(list, mode);
  return {
    headline:
      mode === 'no_subsidy' ? headlineUnsubsidised(good, context) : headlineSubsidised(mode, good, context),
    paragraph: joined([howManyPay(mode, context), highestThatPays(context), ...size]),
  };
}

/** What was asked, in one sentence. */
export function question(report: Report, language: Language): string {
  const asked = [...new Set(report.scenarios.map((s) => s.requested_supply_rate))];
  const shares = asked.filter((r): r is number => r !== null);
  let rates = shares.map((r) => hundredths(r));
  // Many rates read better as a range.
  if (rates.length > 4)
    rates = [
      `${hundredths(Math.min(...shares))}${language === 'ja' ? '～' : '–'}${hundredths(Math.max(...shares))}`,
    ];
  const times = [...new Map(report.scenarios.map((s) => [s.era.id, s.era.name[language]])).values()];
  const count = report.scenarios.length;
  if (language === 'ja') {
    const share = rates.length ? `1日の需要の${rates.join('・')} %` : '1日の需要のうち賄えるだけ';
    return `災害時に${share}を地域の電源で賄うには、どれだけの設備と費用が要るか。${times.join('・')}の${count}計画を比べました。`;
  }
  const share = rates.length
    ? `${rates.join(', ').replace(/, ([^,]*)$/, ' or $1')} % of a day’s demand`
    : 'as much of a day’s demand as possible';
  return `What does it take to supply ${share} from local sources in a disaster? ${count} scenario${count === 1 ? '' : 's'} compared (${times.join(', ')}).`;
}

/** The scenarios of the first page: all, or where they are many the ten that end best with subsidy, in plan order. */
export function headlineScenarios(report: Report, limit = 12, shown = 10): PlannedScenario[] {
  const list = planned(report.scenarios);
  if (list.length <= limit) return list;
  const chosen = new Set(
    [...list].sort((a, b) => endBalance(b, 'subsidy') - endBalance(a, 'subsidy')).slice(0, shown),
  );
  return list.filter((s) => chosen.has(s));
}

/** Share of the day's demand that is met in the hour of generation; the rest goes through storage. */
export function metDirectly(s: PlannedScenario): number {
  let demand = 0;
  let direct = 0;
  s.hours.demand_kw.forEach((kw, hour) => {
    const supply = s.hours.supply.reduce((sum, source) => sum + (source.kw[hour] ?? 0), 0);
    demand += kw;
    direct += Math.min(kw, supply);
  });
  return demand > 0 ? direct / demand : 1;
}

export function supplyFinding(s: PlannedScenario, language: Language): string {
  const share = metDirectly(s);
  const direct = Math.round(share * 100);
  if (direct >= 100)
    return language === 'ja' ? '発電はどの時間も需要以上です' : 'Generation covers demand in every hour';
  return language === 'ja'
    ? `需要の${direct} % は発電と同時に使い、${100 - direct} % は蓄電池を通して使います`
    : `${direct} % of demand is met as it is generated, ${100 - direct} % goes through the battery`;
}

const clock = (hour: number): string => `${hour % 24}:00`;

export function batteryFinding(s: PlannedScenario, language: Language): string {
  const level = s.hours.battery_level_kwh;
  const need = energy(s.hours.battery_need_kwh);
  if (s.hours.battery_need_kwh <= 0)
    return language === 'ja' ? '1日の中で貯める必要はありません' : 'Nothing has to be stored within the day';
  const low = clock(level.indexOf(Math.min(...level)));
  const high = clock(level.indexOf(Math.max(...level)));
  return language === 'ja'
    ? `${low} に底、${high} に頂点。その差 ${need} が蓄電池必要量です`
    : `Lowest at ${low}, highest at ${high}: the difference, ${need}, is the battery need`;
}

export function cashFinding(s: PlannedScenario, report: Report, language: Language): string {
  const { period_years: years, subsidy_rate: subsidyRate } = economicsOf(s, report);
  const good = modes.filter((m) => endBalance(s, m) > 0);
  const names = good.map((m) => modeName(m, subsidyRate, language));
  if (language === 'ja') {
    if (good.length === 0) return `${years}年間ではどの方法でも黒字になりません`;
    if (good.length === modes.length) return `どの方法でも${years}年後に黒字になります`;
    return `${years}年後に黒字になるのは${names.map((n) => `「${n}」`).join('と')}です`;
  }
  if (good.length === 0) return `No way of paying ends in the black after ${years} years`;
  if (good.length === modes.length) return `Every way of paying ends in the black after ${years} years`;
  return `In the black after ${years} years: ${names.join('; ')}`;
}

export const moneyColumnScale = (values: readonly number[], language: Language) =>
  moneyScale(Math.max(...values.map(Math.abs), 0), language);
