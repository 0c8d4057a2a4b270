// The time axis of a plan: days, seasons, and the days that stand for many or for the worst.

import type { Language } from '../../lib/language.svelte';
import type { Hours } from './data';

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export type Season = 'winter' | 'between' | 'summer';
export const seasons: readonly Season[] = ['summer', 'between', 'winter'];

/** The seasons of Japanese energy planning. */
export const seasonOf = (month: number): Season =>
  month <= 3 || month === 12 ? 'winter' : month >= 6 && month <= 9 ? 'summer' : 'between';

export const seasonNames: Record<Season, { ja: string; en: string }> = {
  summer: { ja: '夏期', en: 'Summer' },
  between: { ja: '中間期', en: 'Mid-season' },
  winter: { ja: '冬期', en: 'Winter' },
};
export const seasonMonths: Record<Season, { ja: string; en: string }> = {
  summer: { ja: '6～9月', en: 'June–September' },
  between: { ja: '4・5・10・11月', en: 'April, May, October, November' },
  winter: { ja: '12～3月', en: 'December–March' },
};

export interface Day {
  index: number;
  /** First step and the one after the last. */
  from: number;
  to: number;
  /** Hour of day at which the first step begins. */
  startHour: number;
  whole: boolean;
  /** 1 to 12, or null where the plan has no calendar. */
  month: number | null;
  date: number | null;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number | null;
  /** Saturday, Sunday or holiday; null where the plan has no weekdays. */
  off: boolean | null;
}

export interface Axis {
  steps: number;
  stepHours: number;
  days: Day[];
  /** All months are there: seasons can be spoken of. */
  isYear: boolean;
}

export function axisOf(hours: Hours): Axis {
  const found = hours.first ? /^(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(hours.first) : null;
  let month = found ? Number(found[1]) : null;
  let date = found ? Number(found[2]) : null;
  let startHour = found ? Number(found[3]) + Number(found[4]) / 60 : 0;
  const holidays = new Set(hours.holidays);
  const days: Day[] = [];
  for (let from = 0; from < hours.steps;) {
    const to = Math.min(hours.steps, from + Math.max(1, Math.round((24 - startHour) / hours.step_hours)));
    const index = days.length;
    const weekday = hours.weekday_of_first === null ? null : (hours.weekday_of_first + index) % 7;
    days.push({
      index,
      from,
      to,
      startHour,
      whole: (to - from) * hours.step_hours >= 24 - 1e-6,
      month,
      date,
      weekday,
      off: weekday === null ? null : weekday >= 5 || holidays.has(index),
    });
    if (month !== null && date !== null && ++date > monthDays[month - 1]!) {
      date = 1;
      month = (month % 12) + 1;
    }
    startHour = 0;
    from = to;
  }
  return {
    steps: hours.steps,
    stepHours: hours.step_hours,
    days,
    isYear: found !== null && new Set(days.map((d) => d.month)).size === 12,
  };
}

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = { ja: [...'月火水木金土日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] };

export const monthName = (month: number, language: Language): string =>
  language === 'ja' ? `${month}月` : monthsEn[month - 1]!;

export function dayName(day: Day, language: Language): string {
  const weekday = day.weekday === null ? '' : weekdays[language][day.weekday]!;
  const holiday = day.off && day.weekday !== null && day.weekday < 5;
  if (day.month === null || day.date === null) {
    const name = language === 'ja' ? `${day.index + 1}日目` : `Day ${day.index + 1}`;
    return weekday ? `${name}${language === 'ja' ? `（${weekday}）` : ` (${weekday})`}` : name;
  }
  if (language === 'ja')
    return `${day.month}月${day.date}日${weekday ? `（${weekday}${holiday ? '・祝' : ''}）` : ''}`;
  return `${weekday ? `${weekday} ` : ''}${day.date} ${monthsEn[day.month - 1]}${holiday ? ' (holiday)' : ''}`;
}

export interface PickedDay {
  day: Day;
  title: string;
  /** How many days it stands for; null for an extreme one. */
  days: number | null;
}

/**
 * The day nearest to the mean of a group: the smallest sum of squared distances over hours, each signal counted in
 * parts of its own largest value so that kW of heat and kW of electricity weigh alike.
 */
export function nearestToMean(days: readonly Day[], signals: readonly ArrayLike<number>[]): Day | null {
  const whole = days.filter((d) => d.whole);
  if (whole.length === 0) return null;
  const length = whole[0]!.to - whole[0]!.from;
  const distances = new Float64Array(whole.length);
  for (const signal of signals) {
    const mean = new Float64Array(length);
    let most = 0;
    for (const d of whole)
      for (let h = 0; h < length; h++) {
        const value = signal[d.from + h] || 0;
        mean[h]! += value / whole.length;
        most = Math.max(most, Math.abs(value));
      }
    if (most === 0) continue;
    whole.forEach((d, i) => {
      for (let h = 0; h < length; h++) distances[i]! += (((signal[d.from + h] || 0) - mean[h]!) / most) ** 2;
    });
  }
  return whole[distances.indexOf(Math.min(...distances))]!;
}

/** Season × weekday or day off where the plan knows them; the nearest day of each that exists. */
export function typicalDays(
  axis: Axis,
  signals: readonly ArrayLike<number>[],
  language: Language,
): PickedDay[] {
  const kinds: (boolean | null)[] = axis.days.some((d) => d.off !== null) ? [false, true] : [null];
  const groups: (Season | null)[] = axis.isYear ? [...seasons] : [null];
  const picked: PickedDay[] = [];
  for (const off of kinds)
    for (const season of groups) {
      const days = axis.days.filter(
        (d) =>
          (off === null || d.off === off) &&
          (season === null || (d.month !== null && seasonOf(d.month) === season)),
      );
      const day = nearestToMean(days, signals);
      if (!day) continue;
      const kind = off === null ? null : off ? { ja: '休日', en: 'day off' } : { ja: '平日', en: 'weekday' };
      const name = season ? seasonNames[season][language] : null;
      const text = [name, kind?.[language]].filter(Boolean).join(language === 'ja' ? 'の' : ', ');
      picked.push({
        day,
        title: text ? text[0]!.toUpperCase() + text.slice(1) : language === 'ja' ? '代表日' : 'Typical day',
        days: days.length,
      });
    }
  return picked;
}

/** The whole day in which a signal is largest (or its energy smallest). */
export function extremeDay(axis: Axis, signal: ArrayLike<number>, what: 'highest' | 'least'): Day | null {
  let found: Day | null = null;
  let best = what === 'highest' ? 0 : Infinity;
  for (const day of axis.days) {
    if (!day.whole) continue;
    let value = 0;
    for (let i = day.from; i < day.to; i++)
      value = what === 'highest' ? Math.max(value, signal[i] || 0) : value + (signal[i] || 0);
    if (what === 'highest' ? value > best : value < best) {
      best = value;
      found = day;
    }
  }
  return found;
}

export interface Column {
  label: string;
  days: Day[];
}

/** Columns of a heat map: months of a year, days of a shorter plan, twelfths of a long one without a calendar. */
export function columnsOf(axis: Axis, language: Language): Column[] {
  if (axis.isYear)
    return Array.from({ length: 12 }, (_, m) => ({
      label: monthName(m + 1, language),
      days: axis.days.filter((d) => d.month === m + 1),
    }));
  if (axis.days.length <= 62)
    return axis.days.map((d) => ({
      label: d.month === null ? String(d.index + 1) : `${d.month}/${d.date}`,
      days: [d],
    }));
  const size = Math.ceil(axis.days.length / 12);
  return Array.from({ length: Math.ceil(axis.days.length / size) }, (_, i) => {
    const days = axis.days.slice(i * size, (i + 1) * size);
    return { label: `${days[0]!.index + 1}–${days[days.length - 1]!.index + 1}`, days };
  });
}
