// Islanded supply in figures and sentences.

import type { Language } from '../../../lib/language.svelte';
import { count, percent } from '../../../lib/numbers';
import type { Axis } from '../time';
import { columnsOf } from '../time';
import type { Islanding } from './data';

/** "18時間", or "72時間以上" where no longer outage was looked at. */
export function hoursText(hours: number, longest: number, language: Language): string {
  const open = hours >= longest - 1e-9;
  if (language === 'ja') return `${count(hours)}時間${open ? '以上' : ''}`;
  return `${open ? 'at least ' : ''}${count(hours)}\u00a0h`;
}

export function islandingFinding(i: Islanding, language: Language): string {
  const text = (hours: number): string => hoursText(hours, i.longest, language);
  const least = text(i.served.least);
  const begins = i.worst.begins[language];
  if (i.hours !== null && i.served.least >= i.hours - 1e-9)
    return language === 'ja'
      ? `いつ停電しても重要負荷を${count(i.hours)}時間まかなえる（最短${least}）`
      : `Whenever an outage begins, the critical load lives through ${count(i.hours)} h (shortest: ${least})`;
  if (i.served.least >= i.longest - 1e-9)
    return language === 'ja'
      ? `いつ停電しても重要負荷を${least}まかなえる`
      : `Whenever an outage begins, the critical load is served ${least}`;
  return language === 'ja'
    ? `停電時に重要負荷をまかなえるのは最短${least}（${begins}に始まる停電）、平均${text(i.served.mean)}`
    : `In an outage the critical load is served ${least} at worst (begins ${begins}), ${text(i.served.mean)} on average`;
}

/** Shares of the starts that are served at least so many hours, at every length that occurs. */
export function shares(i: Islanding): { hours: number; share: number }[] {
  const sorted = [...i.by_start].sort((a, b) => a - b);
  const list = [{ hours: 0, share: 1 }];
  sorted.forEach((hours, n) => {
    const share = (sorted.length - n) / sorted.length;
    if (hours > list[list.length - 1]!.hours) list.push({ hours, share });
  });
  return list;
}

export const shareServed = (i: Islanding, hours: number): number =>
  i.by_start.filter((h) => h >= hours - 1e-9).length / Math.max(1, i.by_start.length);

/** The least hours of the starts in each column of days and hour of the day; NaN where none begins. */
export function leastCells(
  i: Islanding,
  axis: Axis,
  language: Language,
): { columns: string[]; cells: number[][] } {
  const columns = columnsOf(axis, language);
  const cells = columns.map((c) => {
    const least = new Array<number>(24).fill(NaN);
    for (const day of c.days)
      for (let step = day.from; step < day.to; step++) {
        const begin = day.startHour + (step - day.from) * axis.stepHours + 1e-9;
        const first = Math.min(23, Math.floor(begin));
        const end = Math.min(24, Math.max(first + 1, Math.floor(begin + axis.stepHours)));
        for (let hour = first; hour < end; hour++) {
          const value = i.by_start[step]!;
          if (!(least[hour]! <= value)) least[hour] = value;
        }
      }
    return least;
  });
  return { columns: columns.map((c) => c.label), cells };
}

export function shareFinding(i: Islanding, language: Language): string {
  const half = i.served.percentiles.find((p) => p.percent === 50)?.hours ?? i.served.mean;
  const long = i.hours ?? Math.min(24, i.longest);
  const text = hoursText(half, i.longest, language);
  const share = percent(Math.floor(shareServed(i, long) * 1000) / 1000);
  return language === 'ja'
    ? `開始時刻の${share}で${count(long)}時間以上、半数で${text}もつ`
    : `Served ${count(long)} h or more from ${share} of the starts; from half of them ${text}`;
}
