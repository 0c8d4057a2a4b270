// What outages come to, in words.

import type { Language } from '../../lib/language.svelte';
import { count, number, percent } from '../../lib/numbers';
import { loadClasses, type Help, type LoadClass, type Survival, type YearSeason } from './data';

export const classNames: Record<LoadClass, { ja: string; en: string }> = {
  shelter: { ja: '避難所', en: 'Shelters' },
  class_1: { ja: 'クラス1（停止できない）', en: 'Class 1, must keep running' },
  class_2: { ja: 'クラス2', en: 'Class 2' },
  class_3: { ja: 'クラス3', en: 'Class 3' },
  class_4: { ja: 'クラス4', en: 'Class 4' },
  class_5: { ja: 'クラス5（不要）', en: 'Class 5, not required' },
};
export const seasonNames: Record<YearSeason, { ja: string; en: string }> = {
  spring: { ja: '春（3～5月）', en: 'Spring (March–May)' },
  summer: { ja: '夏（6～8月）', en: 'Summer (June–August)' },
  autumn: { ja: '秋（9～11月）', en: 'Autumn (September–November)' },
  winter: { ja: '冬（12～2月）', en: 'Winter (December–February)' },
};

/** Minutes below an hour, hours up to two days, then days. */
export function lasting(hours: number, language: Language): string {
  if (hours < 1) {
    const minutes = Math.round(hours * 60);
    return language === 'ja' ? `${minutes}分` : `${minutes}\u00a0min`;
  }
  if (hours < 48) return language === 'ja' ? `${count(hours)}時間` : `${count(hours)}\u00a0h`;
  const days = count(hours / 24);
  return language === 'ja' ? `${days}日` : `${days}\u00a0days`;
}

/** A share that never claims all or none where it is not. */
export function shareText(share: number): string {
  if (share > 0.9995 && share < 1) return '>\u00a099.9\u00a0%';
  if (share > 0 && share < 0.0005) return '<\u00a00.1\u00a0%';
  return percent(Math.round(share * 1000) / 1000);
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An hour of the year of 365 days that begins on 1 January: "1月17日16時". */
export function startName(hour: number, language: Language): string {
  let day = Math.floor(hour / 24);
  let month = 0;
  while (month < 11 && day >= monthDays[month]!) day -= monthDays[month++]!;
  const clock = Math.floor(hour % 24);
  return language === 'ja'
    ? `${month + 1}月${day + 1}日${clock}時`
    : `${day + 1} ${monthsEn[month]!}, ${clock}:00`;
}

/** Whether what is told of probabilities and means is the lower one of two bounds. */
export const isLeast = (s: Survival): boolean => s.failures?.exact === false;

/** Whether the means of some outages differ by so much that it may be said, and whatever became of what is left out. */
export const differ = (s: Survival, low: number, high: number): boolean =>
  high - low >= 0.01 * Math.max(1, high) &&
  (!isLeast(s) || high - low > (s.failures?.left_out ?? 0) * s.horizon_hours);

/** Whether a mean is less than what is so: cut off at the horizon, or the lower of two bounds. */
const openEnd = (s: Survival): boolean => s.lasted > 0 || isLeast(s);

/** Whose power an outage is followed for. */
function whoLasts(endsWith: LoadClass, language: Language): string {
  const ja = language === 'ja';
  if (endsWith === 'shelter') return ja ? '避難所' : 'shelters';
  const last = loadClasses.indexOf(endsWith);
  if (ja) return last === 1 ? '避難所とクラス1' : `避難所とクラス1～${last}`;
  return last === 1 ? 'shelters and class 1' : `shelters and classes 1 to ${last}`;
}

export function survivalFinding(s: Survival, language: Language): string {
  const ja = language === 'ja';
  const horizon = lasting(s.horizon_hours, language);
  const who = whoLasts(s.ends_with, language);
  if (s.lasted >= 1 - 1e-9)
    return ja
      ? `いつ停電しても、${who}は調べた${horizon}のあいだ止まらない`
      : `Whenever an outage begins, ${who} keep their power for the ${horizon} that were looked at`;
  const mean = lasting(s.mean_hours, language);
  const least = `${lasting(s.least_hours, language)}`;
  const when = startName(s.least_start_hour, language);
  if (s.failures !== null) {
    const whole = s.least_hours >= s.horizon_hours - 1e-9;
    const without = whole
      ? ja
        ? `調べた${horizon}のあいだ止まらない`
        : `they keep their power for the ${horizon} that were looked at`
      : ja
        ? `最短は${least}（${when}に始まる停電）`
        : `${least} at worst (from ${when})`;
    return ja
      ? `停電が起きると${who}は平均${mean}${openEnd(s) ? '以上' : ''}もつ（発電機の故障を含む）。故障がなければ${without}`
      : `In an outage ${who} last ${mean}${openEnd(s) ? ' or more' : ''} on average, failures of generators counted; without them ${without}`;
  }
  if (!openEnd(s))
    return ja
      ? `停電が起きると${who}は平均${mean}もち、最短は${least}（${when}に始まる停電）`
      : `In an outage ${who} last ${mean} on average, ${least} at worst (from ${when})`;
  return ja
    ? `停電が起きると${who}は平均${mean}以上もち、最短は${least}（${when}に始まる停電）。${shareText(s.lasted)}は${horizon}を超えてもつ`
    : `In an outage ${who} last ${mean} or more on average, ${least} at worst (from ${when}); ${shareText(s.lasted)} of the outages reach ${horizon}`;
}

/** The probability at a told hour, or between two of them. */
export function probabilityAt(s: Survival, hours: number): number {
  const after = s.hours.findIndex((h) => h >= hours - 1e-9);
  if (after < 0) return s.probability[s.probability.length - 1] ?? 0;
  if (after === 0) return s.hours[0]! <= hours + 1e-9 ? s.probability[0]! : 1;
  const [h0, h1] = [s.hours[after - 1]!, s.hours[after]!];
  const part = (hours - h0) / (h1 - h0);
  return s.probability[after - 1]! * (1 - part) + s.probability[after]! * part;
}

/** The told hour after which next to nothing lasts, or the horizon. */
export function shownHours(s: Survival): number {
  const least = 0.0005;
  const all = [s.probability, s.probability_without_failures ?? []];
  return s.hours.find((_, i) => all.every((p) => (p[i] ?? 0) < least)) ?? s.horizon_hours;
}

export function curveFinding(s: Survival, language: Language): string {
  const shown = shownHours(s);
  const told = (shown > 24 ? [24, 72] : shown > 6 ? [6, 12] : [1, 3]).filter((h) => h < shown);
  const parts = [...told, shown].map((h) =>
    language === 'ja'
      ? `${lasting(h, 'ja')}は${shareText(probabilityAt(s, h))}`
      : `${lasting(h, 'en')} with ${shareText(probabilityAt(s, h))}`,
  );
  const least = isLeast(s);
  return language === 'ja'
    ? `もつ確率${least ? '（下限）' : ''}：${parts.join('、')}`
    : `Survived${least ? ', at least' : ''}: ${parts.join(', ')}`;
}

export function hourFinding(s: Survival, language: Language): string {
  const known = s.start_hours.filter((h) => h.mean_hours !== null);
  if (!known.length) return language === 'ja' ? '停電が始まる時刻と平均' : 'By the hour in which it begins';
  const worst = known.reduce((a, b) => (b.mean_hours! < a.mean_hours! ? b : a));
  const best = known.reduce((a, b) => (b.mean_hours! > a.mean_hours! ? b : a));
  if (!differ(s, worst.mean_hours!, best.mean_hours!))
    return language === 'ja'
      ? isLeast(s)
        ? '停電が始まる時刻ごとの平均（下限）'
        : '停電が始まる時刻によってほとんど変わらない'
      : isLeast(s)
        ? 'Mean by the hour in which it begins, at least'
        : 'The hour in which an outage begins hardly matters';
  const least = isLeast(s);
  return language === 'ja'
    ? `${worst.hour}時台に始まる停電が最も短い（平均${lasting(worst.mean_hours!, 'ja')}${least ? '以上' : ''}）`
    : `Shortest when it begins at ${worst.hour}:00 (${lasting(worst.mean_hours!, 'en')}${least ? ' or more' : ''} on average)`;
}

export interface GainScale {
  /** A unit in hours. */
  hours: number;
  unit: { ja: string; en: string };
}

/** One kW more in a large district makes seconds. */
export function gainScale(helps: readonly Help[]): GainScale {
  const most = Math.max(0, ...helps.map((h) => h.extra_hours));
  if (most >= 1) return { hours: 1, unit: { ja: '時間', en: 'h' } };
  if (most >= 1 / 60) return { hours: 1 / 60, unit: { ja: '分', en: 'min' } };
  return { hours: 1 / 3600, unit: { ja: '秒', en: 's' } };
}

export function helpName(help: Help, asset: string, language: Language): string {
  if (language === 'ja') {
    const unit =
      help.unit === 'day'
        ? `${number(help.amount, 1)}日分の燃料`
        : `${number(help.amount, 1)}\u00a0${help.unit}`;
    return `${asset}をあと${unit}`;
  }
  const unit =
    help.unit === 'day'
      ? `${number(help.amount, 1)} day of fuel`
      : `${number(help.amount, 1)}\u00a0${help.unit}`;
  return `${asset}: ${unit} more`;
}

/** How closely failures of generators were followed. */
export function failuresDetail(is: NonNullable<Survival['failures']>, language: Language): string {
  const ja = language === 'ja';
  if (is.exact)
    return ja ? '故障の経過はすべて厳密にたどった。' : 'Every history of failures was followed exactly.';
  const points = number(is.left_out * 100);
  const most = lasting(is.mean_hours_at_most, language);
  return ja
    ? `起こりにくい故障の経過は最後までたどらず、その時点で終わったものとした。確率は示した値以上、最大でも${points}ポイント高いだけで、平均は最長でも${most}。`
    : `The least probable histories of failures were not followed to their end and count as ended then: probabilities are at least as told and at most ${points} percentage points higher, the mean is at most ${most}.`;
}
