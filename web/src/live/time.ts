// Times by the district's clock, which is the browser's where people sit in the district.

import type { Language } from '../lib/language.svelte';

const locale = (language: Language): string => (language === 'ja' ? 'ja-JP' : 'en-GB');

export const clock = (time: number | string, seconds = false): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(new Date(time));

export const day = (time: number | string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { month: 'short', day: 'numeric', weekday: 'short' }).format(
    new Date(time),
  );

/** Today only the time, else with its day. */
export const when = (time: number | string, language: Language): string =>
  new Date(time).toDateString() === new Date().toDateString()
    ? clock(time)
    : `${day(time, language)} ${clock(time)}`;

export const full = (time: number | string, language: Language): string =>
  `${new Date(time).getFullYear()} ${day(time, language)} ${clock(time)}`;

export const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
